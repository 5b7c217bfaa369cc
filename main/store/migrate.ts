import type { Database } from 'better-sqlite3';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** The data was written by a newer program; nothing was touched. */
export class NewerDataError extends Error {
  constructor(found: number, known: number, file: string) {
    super(
      `The data in ${file} was written by a newer Netloom: it has data version ${found}, and this program knows versions up to ${known}. ` +
        'Nothing was changed. Update Netloom, or set NETLOOM_HOME to another folder.',
    );
    this.name = 'NewerDataError';
  }
}

export const newestVersion = (migrations: readonly Migration[] = allMigrations): number => migrations.at(-1)?.number ?? 0;

/**
 * Brings the schema to the newest version, each step in one transaction: a kill in between leaves the version before or after it.
 * `beforeFirst` runs once when data of an older version is about to change. Throws NewerDataError for a newer version.
 */
export function migrate(
  db: Database,
  beforeFirst: (version: number) => void = () => {},
  migrations: readonly Migration[] = allMigrations,
): void {
  const version = readVersion(db);
  if (version > newestVersion(migrations)) throw new NewerDataError(version, newestVersion(migrations), db.name);
  const missing = migrations.filter((migration) => migration.number > version);
  if (missing.length > 0 && version > 0) beforeFirst(version);
  for (const migration of missing) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.number}`);
    }).immediate();
  }
}

/** `PRAGMA user_version`: 0 for an empty database. */
export function readVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** What is wrong with the version number of a file that is otherwise whole; null for one that a program can have written. */
export function findVersionDamage(db: Database, migrations: readonly Migration[] = allMigrations): string | null {
  const version = readVersion(db);
  if (version > newestVersion(migrations) || migrations.some(({ number }) => number === version)) return null;
  const empty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  return version === 0 && empty ? null : `its data version ${version} was never written`;
}
