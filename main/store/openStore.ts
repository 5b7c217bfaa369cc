import { existsSync, openSync, readSync, closeSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { restoreBackup, stamp, writeBackup } from './backups.ts';
import { checkpointsTable } from './checkpoints.ts';
import { datasetsTable } from './datasets.ts';
import { makeDataFolder } from './makeDataFolder.ts';
import { findVersionDamage, migrate, NewerDataError, newestVersion } from './migrate.ts';
import { assertDurable, findDamage, openDatabase } from './openDatabase.ts';
import { pointsTable } from './points.ts';
import { projectsTable } from './projects.ts';
import { revisionsTable } from './revisions.ts';
import { runChangesTable } from './runChanges.ts';
import { runsTable } from './runs.ts';
import { isDamageCode, sayStoreError } from './sayStoreError.ts';
import { seriesTable } from './series.ts';
import { settingsTable } from './settings.ts';

/** Everything Netloom keeps, one table each. Reads may be called at any time; writes stand inside `write`. */
export interface Store extends ReturnType<typeof tables> {
  /** Runs `work` in one transaction: all of it is on the disk when this returns, or nothing and an error in words is thrown. */
  write<T>(work: () => T): T;
  /** Copies the database into the backups, unless nothing changed since the last copy. */
  backUp(): Promise<void>;
  /** Ends with a backup of what changed. */
  close(): Promise<void>;
}
export interface OpenedStore {
  readonly store: Store;
  /** What the user should know, in words: a damaged database was set aside. */
  readonly notice: string | null;
}

export interface StoreOptions {
  readonly now?: () => number;
  /** Milliseconds between backups while things change. */
  readonly backupEvery?: number;
}

export const databaseName = 'netloom.db';

/**
 * Opens the database of a data folder, made when absent. A damaged file is moved to `netloom.db.corrupt-<time>` and the newest whole
 * backup takes its place. Throws a ContractError in words when the folder cannot be used, and NewerDataError for a newer schema.
 */
export function openStore(folder: string, options: StoreOptions = {}): OpenedStore {
  const { now = Date.now } = options;
  const file = join(folder, databaseName);
  try {
    makeDataFolder(folder);
    const { db, notice } = openWhole(folder, file, now());
    try {
      migrate(db, (version) => db.prepare('VACUUM INTO ?').run(join(folder, `${databaseName}.before-${version}-${stamp(now())}`)));
      const store = makeStore(db, folder, options);
      store.write(() => store.settings.setOwn('opened', String(now())));
      assertDurable(db);
      return { store, notice };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw sayStoreError(error, file);
  }
}

function tables(db: Database) {
  return {
    projects: projectsTable(db),
    revisions: revisionsTable(db),
    datasets: datasetsTable(db),
    runs: runsTable(db),
    runChanges: runChangesTable(db),
    series: seriesTable(db),
    points: pointsTable(db),
    checkpoints: checkpointsTable(db),
    settings: settingsTable(db),
  };
}

/** The store over an open, migrated database. */
export function makeStore(db: Database, folder: string, { now = Date.now, backupEvery = 300_000 }: StoreOptions = {}): Store {
  const file = join(folder, databaseName);
  let changed = false;
  let backingUp: Promise<void> | null = null;
  const backUp = (): Promise<void> => {
    if (backingUp) return backingUp;
    if (!changed) return Promise.resolve();
    changed = false;
    backingUp = writeBackup(db, folder, now())
      .then(
        () => {},
        (error: unknown) => {
          changed = true;
          throw sayStoreError(error, file);
        },
      )
      .finally(() => {
        backingUp = null;
      });
    return backingUp;
  };
  // A backup that fails (a full disk) is tried again at the next turn; what was saved stays saved.
  const timer = setInterval(() => void backUp().catch(() => {}), backupEvery);
  timer.unref();
  return {
    ...tables(db),
    write(work) {
      try {
        const result = db.transaction(work).immediate();
        changed = true;
        return result;
      } catch (error) {
        throw sayStoreError(error, file);
      }
    },
    backUp,
    async close() {
      clearInterval(timer);
      try {
        await backingUp?.catch(() => {});
        await backUp().catch(() => {});
      } finally {
        db.close();
      }
    },
  };
}

/** Above every number that a migration will ever have. */
const farVersion = 1_000_000;

/** Reads the header before SQLite has a chance to touch the file: a newer program's is refused, and the words for a spoilt one come back. */
function readHeader(file: string): string | null {
  if (!existsSync(file)) return null;
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    const length = readSync(handle, header, 0, 100, 0);
    if (length === 0) return null;
    if (length < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3') return 'file is not a database';
  } finally {
    closeSync(handle);
  }
  const version = header.readInt32BE(60);
  if (version > newestVersion() && version < farVersion) throw new NewerDataError(version, newestVersion(), file);
  // SQLite takes an unknown write version for a file it may only read.
  return [header[18], header[19]].every((way) => way === 1 || way === 2) && version < farVersion ? null : 'its header is spoilt';
}

function openWhole(folder: string, file: string, time: number): { db: Database; notice: string | null } {
  const opened = readHeader(file) ?? tryOpen(file);
  if (typeof opened !== 'string') return { db: opened, notice: null };
  const aside = `${file}.corrupt-${stamp(time)}`;
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`);
  const backup = restoreBackup(folder, file);
  const notice =
    `The database was damaged (${opened}). It was kept as ${aside}. ` +
    (backup === null
      ? 'There was no backup, so Netloom began an empty one.'
      : `The backup ${backup} was opened instead; changes made after it are missing.`);
  return { db: openDatabase(file), notice };
}

/** The database, or what is wrong with the file. Trouble that is not damage is thrown. */
function tryOpen(file: string): Database | string {
  let db: Database | undefined;
  try {
    db = openDatabase(file);
    const damage = findDamage(db) ?? findVersionDamage(db);
    if (damage === null) return db;
    db.close();
    return damage;
  } catch (error) {
    db?.close();
    // The statements are always the same, so a plain error of SQLite comes from the file: a format or encoding that does not exist.
    if (error instanceof Sqlite.SqliteError && (isDamageCode(error.code) || error.code === 'SQLITE_ERROR')) return error.message;
    throw error;
  }
}
