import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileErrorCode, fileReason } from '../files/fileReason.ts';
import { makeFolder } from '../files/makeFolder.ts';
import { syncFolder } from '../train/writeFileAtomic.ts';

/** Throws an Error in words unless the folder is empty or not there yet. `advice` is what to do otherwise. */
export async function requireFree(directory: string, advice: string): Promise<void> {
  const entries = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    // It, or a part of its path, is a file: said in the words that all folders have.
    if (error.code === 'ENOTDIR') makeFolder(directory, { advice });
    throw new Error(`${directory} cannot be read: ${fileReason(error)}; ${advice}`, { cause: error });
  });
  if (entries.length > 0) throw new Error(`${directory} is not empty: choose an empty or a new folder, so that nothing there is lost.`);
}

/**
 * Makes a folder that is free by `requireFree`, whole or not at all: `write` fills a temporary sibling, which takes its place when all of it is there. Gives what
 * `write` gave. Throws an Error in words.
 */
export async function writeFolder<T>(directory: string, advice: string, write: (folder: string) => Promise<T>): Promise<T> {
  makeFolder(dirname(directory), { advice });
  const temporary = join(dirname(directory), `.${basename(directory)}.${process.pid}.tmp`);
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary);
    const result = await write(temporary);
    await syncFolder(temporary);
    // An empty folder that was there makes room; anything else was refused before.
    await rmdir(directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(temporary, directory);
    await syncFolder(dirname(directory));
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    // The system's own words would name the temporary folder.
    throw fileErrorCode(error) === null
      ? error
      : new Error(`${directory} cannot be written: ${fileReason(error)}; ${advice}`, { cause: error });
  }
}

/** The files of a folder, by name, with their sizes. */
export async function listFiles(folder: string): Promise<{ name: string; bytes: number }[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}
