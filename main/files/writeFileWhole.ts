import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, type FolderOptions } from './makeFolder.ts';

/** Writes a small file in one step, its folder too where it is missing: a reader sees the old one or the new one, never a part. Throws when it cannot. */
export function writeFileWhole(file: string, text: string, options: FolderOptions): void {
  makeFolder(dirname(file), options);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
