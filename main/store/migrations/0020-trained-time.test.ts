import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporaryFolder.ts';
import { migrate } from '../migrate.ts';
import { start } from './0010-start.ts';
import { trainedTime } from './0020-trained-time.ts';

test('the time that older runs trained is read from their diary', () => {
  const db = new Sqlite(join(temporaryFolder(), 'a.db'));
  onTestFinished(() => void db.close());
  migrate(db, () => {}, [start]);
  db.exec(`
    INSERT INTO projects VALUES ('p', 'P', 0, 0, 1);
    INSERT INTO revisions VALUES ('p', 1, 0, '{}');
    INSERT INTO datasets VALUES ('d', 'xor', '{}', 0);
  `);
  const insert = db.prepare(`
    INSERT INTO runs (id, project, number, revision, plan, plan_hash, dataset, split, seed, epochs, batch_size, parameters, asked_engine, machine,
      state, created, started, ended)
    VALUES (?, 'p', ?, 1, '{}', '', 'd', '{}', 0, 1, 1, 1, 'auto', '{}', ?, 0, 100, ?)`);
  const enter = db.prepare('INSERT INTO run_changes (run, time, kind, step, data) VALUES (?, ?, ?, 0, ?)');
  const diary = (run: string, ...entries: readonly (readonly [time: number, what: string])[]): void => {
    for (const [time, what] of entries) {
      const epoch = what === 'epoch';
      enter.run(run, time, epoch ? 'epoch' : 'state', JSON.stringify(epoch ? { epoch: 1, metrics: {} } : { state: what, reason: null }));
    }
  };
  insert.run('paused', 1, 'finished', 5000);
  diary(
    'paused',
    [0, 'starting'],
    [100, 'running'],
    [600, 'pausing'],
    [700, 'paused'],
    [4000, 'running'],
    [4500, 'epoch'],
    [5000, 'finished'],
  );
  insert.run('killed', 2, 'interrupted', 90_000);
  diary('killed', [0, 'starting'], [100, 'running'], [1100, 'epoch'], [90_000, 'interrupted']);
  insert.run('living', 3, 'running', null);
  diary('living', [0, 'starting'], [100, 'running'], [400, 'epoch']);
  insert.run('new', 4, 'starting', null);
  migrate(db, () => {}, [start, trainedTime]);
  expect(db.prepare('SELECT id, trained, trained_at, ended FROM runs ORDER BY number').all()).toEqual([
    { id: 'paused', trained: 1600, trained_at: null, ended: 5000 },
    { id: 'killed', trained: 1000, trained_at: null, ended: 1100 },
    { id: 'living', trained: 300, trained_at: 400, ended: null },
    { id: 'new', trained: 0, trained_at: null, ended: null },
  ]);
});
