import { mkdirSync, statSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { fileErrorCode, fileReason } from './fileReason.ts';

/** A folder that cannot be had. The message is one sentence: which folder, why, and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

export interface FolderOptions {
  /** What the user can do instead: the end of the sentence. */
  readonly advice: string;
  /** Rights of the folders that are made. */
  readonly mode?: number;
}

/**
 * Makes a folder with all that is missing of its path; one that is there stays as it is. Each part is asked for once: Node's own `recursive`
 * asks for ever where the system says that a folder is missing and then makes none, as under /proc.
 */
export function makeFolder(path: string, { advice, mode }: FolderOptions): void {
  const folder = resolve(path);
  const missing: string[] = [];
  for (let part = folder; !isFolder(part, folder, advice); part = dirname(part)) {
    missing.unshift(part);
    if (part === parse(part).root) throw refused(folder, 'its disk is not there', advice);
  }
  for (const part of missing) {
    try {
      mkdirSync(part, mode);
    } catch (error) {
      // Another process was quicker.
      if (fileErrorCode(error) === 'EEXIST' && isFolder(part, folder, advice)) continue;
      throw refused(folder, fileErrorCode(error) === 'EEXIST' ? `${part} is a link that leads nowhere` : fileReason(error), advice, error);
    }
  }
}

/** False when nothing is there. Throws when something else is. */
function isFolder(part: string, folder: string, advice: string): boolean {
  let found;
  try {
    found = statSync(part);
  } catch (error) {
    const code = fileErrorCode(error);
    // Below a file the system says ENOTDIR: its parts are looked at on the way up.
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw refused(folder, fileReason(error), advice, error);
  }
  if (found.isDirectory()) return true;
  throw part === folder
    ? new FolderError(`${folder} is a file and not a folder: ${advice}.`)
    : refused(folder, `${part} is a file`, advice);
}

const refused = (folder: string, why: string, advice: string, cause?: unknown): FolderError =>
  new FolderError(`The folder ${folder} cannot be created: ${why}; ${advice}.`, { cause });
