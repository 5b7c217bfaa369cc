import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileErrorCode, fileReason } from '../files/fileReason.ts';

/** Writes a project's file: the whole of it, or nothing. `name` is what the user called it. Throws an Error in one sentence. */
export function writeProject(file: string, name: string, text: string, replace: boolean): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    writeFileSync(draft, text);
    if (replace) renameSync(draft, file);
    // Unlike a rename, a link never replaces what came there in the meantime.
    else linkSync(draft, file);
  } catch (error) {
    // Nothing is made on the way to a file: a folder that is missing is most likely misspelt.
    const why = fileErrorCode(error) === 'ENOENT' ? 'its folder is not there' : fileReason(error);
    throw new Error(`${name} cannot be written: ${why}. Choose another place with -o.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}
