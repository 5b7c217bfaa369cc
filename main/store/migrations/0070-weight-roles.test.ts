import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporaryFolder.ts';
import { migrate } from '../migrate.ts';
import { migrations } from './index.ts';

test('the weights of older runs learn what they are to their blocks, those within a repeat too', () => {
  const db = new Sqlite(join(temporaryFolder(), 'a.db'));
  onTestFinished(() => void db.close());
  migrate(
    db,
    () => {},
    migrations.filter(({ number }) => number < 70),
  );
  const weight = (name: string, param?: string) => ({ name, ...(param === undefined ? {} : { param }), shape: [2, 3], trainable: true });
  const own = [weight('query_kernel', 'kernel'), weight('recurrent_kernel', 'recurrent'), weight('bias', 'bias'), weight('gamma', 'gamma')];
  const plan = { layers: [{ weights: own, repeat: { layers: [{ weights: [weight('embeddings', 'embeddings'), weight('scale')] }] } }] };
  db.exec(`
    INSERT INTO projects (id, name, created, changed, revision) VALUES ('p', 'P', 0, 0, 1);
    INSERT INTO revisions VALUES ('p', 1, 0, '{}');
    INSERT INTO datasets VALUES ('d', 'xor', '{}', 0);
  `);
  db.prepare(
    `INSERT INTO runs (id, project, number, revision, plan, plan_hash, dataset, split, seed, epochs, batch_size, parameters, asked_engine, machine,
      state, created) VALUES ('r', 'p', 1, 1, ?, '', 'd', '{}', 0, 1, 1, 1, 'auto', '{}', 'paused', 0)`,
  ).run(JSON.stringify(plan));
  migrate(db);
  const { plan: stored } = db.prepare<[], { plan: string }>('SELECT plan FROM runs').get() ?? { plan: '' };
  const [layer] = (JSON.parse(stored) as typeof plan).layers;
  const told = [...(layer?.weights ?? []), ...(layer?.repeat.layers[0]?.weights ?? [])].map((each) => ('role' in each ? each.role : null));
  expect(told).toEqual(['kernel', 'kernel', 'bias', 'scale', 'kernel', null]);
});
