import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { makeDataFolder } from './makeDataFolder.ts';
import { sayStoreError } from './sayStoreError.ts';

/**
 * Takes a data folder for this process, or gives null when a living process has it. The lock is the operating system's, held through
 * SQLite on a file of its own, so it ends with the process however that ends: there is no stale lock to judge.
 */
export function lockFolder(folder: string): { release(): void } | null {
  const file = join(folder, 'core.lock');
  let db: Sqlite.Database | undefined;
  try {
    makeDataFolder(folder);
    closeSync(openSync(file, 'a', 0o600));
    db = new Sqlite(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw sayStoreError(error, file);
  }
  const held = db;
  return { release: () => void held.close() };
}
