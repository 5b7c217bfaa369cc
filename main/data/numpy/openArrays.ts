import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, join } from 'node:path';
import { fileBytes, partOf, type Bytes } from '../../files/bytes.ts';
import { fingerprint } from '../files/fingerprint.ts';
import { readError } from '../files/readReason.ts';
import type { Element } from './element.ts';
import { readHeader } from './readHeader.ts';
import { openMember, zipMembers } from '../../files/zipMembers.ts';

/** An array in a file of the user's. */
export interface OpenArray {
  /** Its name in the archive, or that of its file. */
  readonly name: string;
  /** The file, and the array in it: for messages. */
  readonly place: string;
  readonly file: string;
  readonly element: Element;
  /** The first axis counts the examples. */
  readonly shape: readonly number[];
  /** Its numbers, from the first on: where they lie on disk, or, of an array that was packed, in memory. */
  readonly bytes: Bytes;
}
export interface OpenArrays {
  readonly arrays: readonly OpenArray[];
  readonly fingerprint: string;
  close(): void;
}

/** Opens every array under a path: a folder, an `.npz`, an `.npy`, or several files with ; between. Throws an Error in words. */
export function openArrays(path: string): OpenArrays {
  const files = findFiles(path);
  const handles: number[] = [];
  const close = (): void => {
    for (const handle of handles.splice(0)) closeSync(handle);
  };
  const wholes: Bytes[] = [];
  const arrays: OpenArray[] = [];
  try {
    for (const file of files) {
      let whole: Bytes;
      try {
        const handle = openSync(file, 'r');
        handles.push(handle);
        whole = fileBytes(handle, file);
      } catch (error) {
        throw readError(file, error);
      }
      wholes.push(whole);
      arrays.push(...(extname(file).toLowerCase() === '.npz' ? openArchive(file, whole) : [openArray(file, whole)]));
    }
    const twice = arrays.find(({ name }, at) => arrays.findIndex((other) => other.name === name) < at);
    if (twice) throw new Error(`two arrays are called "${twice.name}": rename one of them`);
    return { arrays, fingerprint: fingerprint(wholes), close };
  } catch (error) {
    close();
    throw error;
  }
}

const isArrayFile = (file: string): boolean => ['.npy', '.npz'].includes(extname(file).toLowerCase());

function findFiles(path: string): readonly string[] {
  const parts = path
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new Error('no file is named: name a folder, an .npz or .npy files');
  const files: string[] = [];
  for (const part of parts) {
    if (!isAbsolute(part)) throw new Error(`${part} is no whole path: begin it at the root of the disk`);
    let isFolder;
    try {
      isFolder = statSync(part).isDirectory();
      if (isFolder)
        files.push(
          ...readdirSync(part)
            .filter(isArrayFile)
            .toSorted()
            .map((name) => join(part, name)),
        );
    } catch (error) {
      throw readError(part, error);
    }
    if (isFolder && files.length === 0) throw new Error(`${part} holds no .npy and no .npz file: choose another folder`);
    if (isFolder) continue;
    if (!isArrayFile(part)) throw new Error(`${part} is no .npy and no .npz file: save it by numpy.save or numpy.savez`);
    files.push(part);
  }
  return files;
}

const openArray = (file: string, whole: Bytes): OpenArray => describe({ name: basename(file, extname(file)), place: file, file }, whole);

function openArchive(file: string, whole: Bytes): readonly OpenArray[] {
  const arrays: OpenArray[] = [];
  try {
    for (const member of zipMembers(whole)) {
      if (extname(member.name) !== '.npy') continue;
      const name = member.name.slice(0, -'.npy'.length);
      arrays.push(describe({ name, place: `"${name}" in ${file}`, file }, openMember(whole, member)));
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw words.includes(file) ? error : new Error(`${file} ${words}`, { cause: error });
  }
  if (arrays.length === 0) throw new Error(`${file} holds no array: save some by numpy.savez`);
  return arrays;
}

function describe(own: Pick<OpenArray, 'name' | 'place' | 'file'>, bytes: Bytes): OpenArray {
  try {
    const { element, shape, offset } = readHeader(bytes);
    return { ...own, element, shape, bytes: partOf(bytes, offset) };
  } catch (error) {
    throw new Error(`${own.place} ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
