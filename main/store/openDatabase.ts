import { closeSync, openSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';

/**
 * Opens an SQLite file with the settings that keep what was acknowledged: write-ahead log, and a flush to the disk at every commit.
 * Throws SQLite's own errors; `sayStoreError` puts them in words.
 */
export function openDatabase(file: string): Database {
  // Made by us, for the user alone; SQLite gives its log the same rights.
  closeSync(openSync(file, 'a', 0o600));
  const db = new Sqlite(file, { timeout: 5000 });
  try {
    const mode = db.pragma('journal_mode = WAL', { simple: true });
    if (mode !== 'wal')
      throw new Error(
        `the folder of ${file} does not allow a write-ahead log (SQLite chose "${String(mode)}"); use a folder on a local disk`,
      );
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('mmap_size = 0');
    // The log file is cut back to this size after a long transaction has made it grow.
    db.pragma('journal_size_limit = 67108864');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Throws unless every commit is flushed to the disk. To be called after the first write: SQLite in WAL mode falls back to its
 * compiled-in NORMAL then, unless FULL was set explicitly, and NORMAL loses acknowledged saves when the power goes.
 */
export function assertDurable(db: Database): void {
  const level = Number(db.pragma('synchronous', { simple: true }));
  if (level !== 2) throw new Error(`SQLite would not flush each save to the disk (synchronous is ${level}, 2 was asked for)`);
}

/** The first problem of the file in SQLite's words, or null when it is whole. */
export function findDamage(db: Database): string | null {
  const result = String(db.pragma('quick_check(1)', { simple: true }));
  return result === 'ok' ? null : result;
}
