import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from './fixtures/temporaryFolder.ts';
import { migrate, NewerDataError, newestVersion, readVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

const open = (): Sqlite.Database => {
  const db = new Sqlite(join(temporaryFolder(), 'a.db'));
  onTestFinished(() => void db.close());
  return db;
};
const first: Migration = { number: 10, sql: 'CREATE TABLE a (x INTEGER) STRICT' };
const second: Migration = { number: 20, sql: 'ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = x' };

test('the released steps stand in order, each with a number of its own', () => {
  const numbers = migrations.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
});

test('an empty database gets every step, a migrated one none', () => {
  const db = open();
  const keepCopy = vi.fn();
  migrate(db, keepCopy);
  expect(readVersion(db)).toBe(newestVersion());
  migrate(db, keepCopy);
  expect(keepCopy).not.toHaveBeenCalled();
});

test('older data is kept in a copy before it changes, and arrives whole', () => {
  const db = open();
  migrate(db, () => {}, [first]);
  db.exec('INSERT INTO a VALUES (1), (2)');
  const keepCopy = vi.fn<(version: number) => void>();
  migrate(db, keepCopy, [first, second]);
  expect(keepCopy.mock.calls).toEqual([[10]]);
  expect(db.prepare('SELECT * FROM a').all()).toEqual([
    { x: 1, y: '1' },
    { x: 2, y: '2' },
  ]);
});

test('a step that fails half way leaves the version and the data before it', () => {
  const db = open();
  const broken: Migration = { number: 20, sql: 'ALTER TABLE a ADD COLUMN y TEXT; UPDATE nothing SET y = x' };
  migrate(db, () => {}, [first]);
  expect(() => migrate(db, () => {}, [first, broken])).toThrow(/nothing/);
  expect(readVersion(db)).toBe(10);
  expect(db.prepare('PRAGMA table_info(a)').all()).toHaveLength(1);
});

test('a newer version is refused', () => {
  const db = open();
  migrate(db, () => {}, [first, second]);
  expect(() => migrate(db, () => {}, [first])).toThrow(NewerDataError);
});
