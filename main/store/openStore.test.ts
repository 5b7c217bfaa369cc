import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { listBackups, stamp } from './backups.ts';
import { temporaryFolder } from './fixtures/temporaryFolder.ts';
import { NewerDataError, newestVersion } from './migrate.ts';
import { assertDurable, openDatabase } from './openDatabase.ts';
import { databaseName, makeStore, openStore, type Store } from './openStore.ts';

const open = (folder: string): Store => {
  const { store } = openStore(folder);
  onTestFinished(() => store.close());
  return store;
};
const addProject = (store: Store, name: string): string => {
  const document = createDocument(name);
  store.write(() => {
    store.projects.insert(document.id, name, 1);
    store.revisions.insert(document.id, 1, 1, document);
    store.projects.update(document.id, { name, changed: 1, revision: 1 });
  });
  return document.id;
};
/** A data folder that was closed well, with a backup, and holds these projects. */
async function filledFolder(...names: string[]): Promise<string> {
  const folder = temporaryFolder();
  const { store } = openStore(folder);
  for (const name of names) addProject(store, name);
  await store.close();
  return folder;
}

test('what was written is there after closing and opening', async () => {
  const folder = await filledFolder('one', 'two');
  const store = open(folder);
  expect(
    store.projects
      .list()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['one', 'two']);
});

test('every commit is flushed: synchronous is FULL after a write, and a connection without it is refused', () => {
  const folder = temporaryFolder();
  const db = openDatabase(join(folder, 'a.db'));
  onTestFinished(() => void db.close());
  db.exec('CREATE TABLE t (x)');
  expect(() => assertDurable(db)).not.toThrow();
  for (const [pragma, value] of [
    ['journal_mode', 'wal'],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['busy_timeout', 5000],
  ] as const) {
    expect([pragma, db.pragma(pragma, { simple: true })]).toEqual([pragma, value]);
  }
  const careless = new Sqlite(join(folder, 'b.db'));
  onTestFinished(() => void careless.close());
  careless.pragma('journal_mode = WAL');
  careless.exec('CREATE TABLE t (x)');
  expect(() => assertDurable(careless)).toThrow(/would not flush/);
});

test('a transaction that throws leaves nothing behind', () => {
  const store = open(temporaryFolder());
  expect(() =>
    store.write(() => {
      store.projects.insert('p', 'P', 1);
      throw new Error('half way');
    }),
  ).toThrow('half way');
  expect(store.projects.list()).toEqual([]);
});

test('a full disk: one message that names the folder, nothing changed, and the next save works once there is room', async () => {
  const folder = await filledFolder('before');
  const db = openDatabase(join(folder, databaseName));
  const store = makeStore(db, folder);
  onTestFinished(() => store.close());
  const document = { ...createDocument('large'), notes: 'x'.repeat(1_000_000) };
  // The database may not grow: SQLite answers as on a full disk.
  db.pragma('max_page_count = 1');
  const save = (): string => {
    store.write(() => {
      store.projects.insert(document.id, 'large', 1);
      store.revisions.insert(document.id, 1, 1, document);
    });
    return 'saved';
  };
  expect(save).toThrow(
    expect.objectContaining({
      code: 'unavailable',
      message: expect.stringMatching(new RegExp(`The disk that holds ${folder} is full.*Nothing was changed`)),
    }),
  );
  expect(store.projects.list().map(({ name }) => name)).toEqual(['before']);
  db.pragma('max_page_count = 1000000');
  expect(save()).toBe('saved');
});

test('a place that is no folder is refused in words', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, 'text');
  expect(() => openStore(join(file, 'data'))).toThrow(
    expect.objectContaining({ code: 'unavailable', message: expect.stringContaining('is a file') }),
  );
});

test('data of a newer program is refused with both versions, and not one byte of it changes', async () => {
  const folder = await filledFolder('one');
  const file = join(folder, databaseName);
  const db = new Sqlite(file);
  db.pragma('user_version = 990');
  db.close();
  const before = readFileSync(file);
  expect(() => openStore(folder)).toThrow(`data version 990, and this program knows versions up to ${newestVersion()}.`);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith(`${databaseName}-`))).toEqual([]);
});

test.each([
  ['cut short', (file: string) => truncateSync(file, statSync(file).size - 5000)],
  ['emptied of its header', (file: string) => writeFileSync(file, Buffer.concat([Buffer.alloc(100), readFileSync(file).subarray(100)]))],
  [
    'replaced by text',
    (file: string) =>
      writeFileSync(file, 'this is not a database, and it is longer than a header of one hundred bytes, so that it is read as one'),
  ],
  [
    'with a page of zeros',
    (file: string) =>
      writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 4096), Buffer.alloc(4096), readFileSync(file).subarray(8192)])),
  ],
])('a database %s is set aside, kept, and the newest backup opened', async (_, damage) => {
  const folder = await filledFolder('kept');
  const file = join(folder, databaseName);
  damage(file);
  const damaged = readFileSync(file);
  const { store, notice } = openStore(folder, { now: () => Date.UTC(2026, 10, 24, 12) });
  onTestFinished(() => store.close());
  const aside = `${file}.corrupt-${stamp(Date.UTC(2026, 10, 24, 12))}`;
  expect(readFileSync(aside).equals(damaged)).toBe(true);
  expect(notice).toContain(aside);
  expect(notice).toContain('backup');
  expect(store.projects.list().map(({ name }) => name)).toEqual(['kept']);
});

/** Opens the folder with its database replaced; says whether a backup took its place, and checks that the spoilt file is kept then. */
async function openSpoilt(folder: string, spoilt: Buffer): Promise<{ restored: boolean; projects: number } | 'newer'> {
  const file = join(folder, databaseName);
  for (const name of readdirSync(folder)) if (name.includes('.corrupt-')) rmSync(join(folder, name));
  writeFileSync(file, spoilt);
  try {
    const { store, notice } = openStore(folder);
    const projects = store.projects.list().length;
    await store.close();
    const aside = readdirSync(folder).filter((name) => /\.corrupt-[^-]*$/.test(name));
    expect(aside.map((name) => readFileSync(join(folder, name)).equals(spoilt))).toEqual(notice === null ? [] : [true]);
    return { restored: notice !== null, projects };
  } catch (error) {
    if (!(error instanceof NewerDataError)) throw error;
    expect(readFileSync(file).equals(spoilt)).toBe(true);
    return 'newer';
  }
}

test('whatever part of the file is spoilt, opening works, and either the data is there or a backup is, told with the spoilt file kept', async () => {
  const folder = await filledFolder(...Array.from({ length: 20 }, (_, index) => `project ${index}`));
  const whole = readFileSync(join(folder, databaseName));
  let restored = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.constantFrom(1, 16, 512, 4096),
      fc.integer({ min: 0, max: 255 }),
      async (place, length, value) => {
        const opened = await openSpoilt(folder, Buffer.from(whole).fill(value, place, Math.min(whole.length, place + length)));
        if (opened !== 'newer') expect(opened.projects).toBe(20);
        if (opened !== 'newer' && opened.restored) restored += 1;
      },
    ),
    { numRuns: 60, seed: 7 },
  );
  expect(restored).toBeGreaterThan(5);
});

test('whatever byte of the header is spoilt, the same holds', async () => {
  const folder = await filledFolder('one');
  const whole = readFileSync(join(folder, databaseName));
  const newer: number[] = [];
  for (let place = 0; place < 100; place++) {
    for (const value of [0, 1, 255]) {
      const opened = await openSpoilt(folder, Buffer.from(whole).fill(value, place, place + 1));
      if (opened === 'newer') newer.push(place);
      else expect(opened.projects).toBe(1);
    }
  }
  // Only the version itself can look like that of a newer program.
  expect(newer.every((place) => place >= 60 && place < 64)).toBe(true);
});

test('without any backup a damaged database gives way to an empty one, and the user is told so', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, databaseName), 'x'.repeat(5000));
  const { store, notice } = openStore(folder);
  onTestFinished(() => store.close());
  expect(notice).toContain('There was no backup');
  expect(store.projects.list()).toEqual([]);
});

test('a damaged backup is passed over for the one before it', async () => {
  const folder = await filledFolder('first');
  const { store } = openStore(folder, { now: () => Date.now() + 5000 });
  addProject(store, 'second');
  await store.close();
  const [newest = ''] = listBackups(folder);
  writeFileSync(newest, 'spoilt');
  writeFileSync(join(folder, databaseName), 'spoilt too');
  expect(
    open(folder)
      .projects.list()
      .map(({ name }) => name),
  ).toEqual(['first']);
});

test('backups are made while things change, three are kept, and none is made for nothing', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = temporaryFolder();
  let time = Date.UTC(2026, 0, 1);
  const { store } = openStore(folder, { now: () => (time += 1000), backupEvery: 60_000 });
  for (let index = 0; index < 5; index++) {
    addProject(store, `project ${index}`);
    vi.advanceTimersByTime(60_000);
    await store.backUp();
  }
  const files = listBackups(folder);
  expect(files).toHaveLength(3);
  vi.advanceTimersByTime(600_000);
  await store.close();
  expect(listBackups(folder)).toEqual(files);
  const backup = new Sqlite(files[0] ?? '', { readonly: true });
  expect(backup.prepare('SELECT count(*) AS n FROM projects').get()).toEqual({ n: 5 });
  backup.close();
});

test('old autosaves are thinned out, the newest 200 and those that a run trained are not', () => {
  const store = open(temporaryFolder());
  const id = addProject(store, 'one');
  const document = createDocument('one');
  store.write(() => {
    for (let number = 2; number <= 500; number++) {
      store.revisions.insert(id, number, number * 1000, document);
      store.revisions.thin(id, number);
    }
  });
  const kept = store.revisions.list(id).map(({ number }) => number);
  expect(kept.filter((number) => number > 300)).toEqual(Array.from({ length: 200 }, (_, index) => 301 + index));
  // Of the older ones, one a minute: each came a second after the one before.
  expect(kept.filter((number) => number <= 300).length).toBeLessThanOrEqual(8);
  expect(store.revisions.find(id, 500)).toEqual(document);
});

test('an unfinished backup is no backup', async () => {
  const folder = await filledFolder('one');
  const [backup = ''] = listBackups(folder);
  writeFileSync(`${backup}.part`, 'half');
  expect(listBackups(folder)).toEqual([backup]);
  expect(existsSync(backup)).toBe(true);
});
