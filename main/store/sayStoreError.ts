import { dirname } from 'node:path';
import { ContractError } from '../../shared/ipc/port.ts';
import { FolderError } from '../files/makeFolder.ts';

/**
 * An error of SQLite or the file system in words for the user: what happened, where, and what to do. Other errors come back as they are.
 * Whatever was being saved has been rolled back: the transaction is all or nothing.
 */
export function sayStoreError(error: unknown, file: string): unknown {
  if (error instanceof FolderError) return new ContractError('unavailable', error.message);
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const words = sayCode(error.code, dirname(file));
  return words === null ? error : new ContractError('unavailable', `${words} Nothing was changed.`);
}

function sayCode(code: string, folder: string): string | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return `The disk that holds ${folder} is full: free some space and try again.`;
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return `Netloom may not write in ${folder}: make the folder writable, or set NETLOOM_HOME to another folder.`;
  }
  // ENOENT: the folder is there, and the system makes no files in it.
  if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return `Netloom cannot open its data in ${folder}: give your user the right to read and write it, or set NETLOOM_HOME to another folder.`;
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return `The disk that holds ${folder} failed while it was read or written (${code}): check the disk and its free space, then try again.`;
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return `Another program keeps Netloom's data in ${folder} locked: close it and try again.`;
  }
  if (isDamageCode(code))
    return `Netloom's data in ${folder} is damaged: start Netloom anew, and it sets the damaged file aside and opens the newest backup.`;
  return null;
}

/** The code of SQLite for a file that is not a whole database. */
export const isDamageCode = (code: string): boolean => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
