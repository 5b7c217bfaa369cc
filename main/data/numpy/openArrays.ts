import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join } from 'node:path';
import { fileBytes, type Bytes } from '../files/bytes.ts';
import { fingerprint } from '../files/fingerprint.ts';
import { readError } from '../files/readReason.ts';
import type { Element } from './element.ts';
import { readHeader } from './readHeader.ts';
import { openMember, zipMembers } from './zipMembers.ts';

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
  /** Its numbers, from the first on. */
  readonly bytes: Bytes;
  /** Its rows lie on disk as they are; one that was packed is held in memory. */
  readonly stored: boolean;
}
export interface OpenArrays {
  readonly arrays: readonly OpenArray[];
  readonly fingerprint: string;
  close(): Promise<void>;
}

/** Opens every array under a path: a folder, an `.npz`, an `.npy`, or several files with ; between. Throws an Error in words. */
export async function openArrays(path: string): Promise<OpenArrays> {
  const files = await findFiles(path);
  const closings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closings.splice(0).map((own) => own()));
  };
  const wholes: Bytes[] = [];
  const arrays: OpenArray[] = [];
  try {
    for (const file of files) {
      let whole: Bytes;
      try {
        const handle = await open(file, 'r');
        closings.push(() => handle.close());
        whole = fileBytes(handle, file, 0, (await handle.stat()).size);
      } catch (error) {
        throw readError(file, error);
      }
      wholes.push(whole);
      arrays.push(...(extname(file).toLowerCase() === '.npz' ? await openArchive(file, whole) : [await openArray(file, whole)]));
    }
    const twice = arrays.find(({ name }, at) => arrays.findIndex((other) => other.name === name) < at);
    if (twice) throw new Error(`two arrays are called "${twice.name}": rename one of them`);
    return { arrays, fingerprint: await fingerprint(wholes), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isArrayFile = (file: string): boolean => ['.npy', '.npz'].includes(extname(file).toLowerCase());

async function findFiles(path: string): Promise<readonly string[]> {
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
      isFolder = (await stat(part)).isDirectory();
      if (isFolder)
        files.push(
          ...(await readdir(part))
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

async function openArray(file: string, whole: Bytes): Promise<OpenArray> {
  return describe({ name: basename(file, extname(file)), place: file, file, stored: true }, whole);
}

async function openArchive(file: string, whole: Bytes): Promise<readonly OpenArray[]> {
  const arrays: OpenArray[] = [];
  try {
    for (const member of await zipMembers(whole)) {
      if (extname(member.name) !== '.npy') continue;
      const { bytes, stored } = await openMember(whole, member);
      const name = member.name.slice(0, -'.npy'.length);
      arrays.push(await describe({ name, place: `"${name}" in ${file}`, file, stored }, bytes));
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw words.includes(file) ? error : new Error(`${file} ${words}`, { cause: error });
  }
  if (arrays.length === 0) throw new Error(`${file} holds no array: save some by numpy.savez`);
  return arrays;
}

async function describe(own: Pick<OpenArray, 'name' | 'place' | 'file' | 'stored'>, bytes: Bytes): Promise<OpenArray> {
  try {
    const { element, shape, offset } = await readHeader(bytes);
    const size = bytes.size - offset;
    return { ...own, element, shape, bytes: { size, read: (into, position) => bytes.read(into, offset + position) } };
  } catch (error) {
    throw new Error(`${own.place} ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
