import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../../shared/ipc/client.ts';
import { portPair } from '../../../shared/ipc/portPair.ts';
import { readPoints } from '../../../shared/ipc/readPoints.ts';
import type { Point } from '../../../shared/ipc/rows.ts';
import { makeServer } from '../../../shared/ipc/server.ts';
import { services } from '../../services/services.ts';
import { openStore } from '../../store/openStore.ts';
import { openTestCore } from '../fixtures/openTestCore.ts';
import { pagePoints } from './pagePoints.ts';

/** A finished run with so many points of its batches, and one for each hundredth of them. */
async function longRun(steps: number) {
  const studio = openTestCore();
  const { id } = studio.core.runs.start({ project: studio.project('fast'), epochs: 1 });
  await studio.reach(id, 'finished');
  await studio.core.stop();
  await studio.core.close();
  const { store } = openStore(studio.folder);
  store.write(() => {
    store.points.removeAfter(id, 0);
    const series = (name: string, unit: 'batch' | 'epoch') => store.series.keep(id, { name, split: 'train', head: '', unit }).id;
    const all = Array.from({ length: steps }, (_, index): Point => [index + 1, Math.floor(index / 100) + 1, 1 / (index + 1)]);
    for (const name of ['loss', 'accuracy']) store.points.put(series(name, 'batch'), all);
    store.points.put(
      series('loss', 'epoch'),
      all.filter(([step]) => step % 100 === 0),
    );
  });
  return { folder: studio.folder, id, store };
}

test('pages follow one another without a gap or a point twice, whatever their length', async () => {
  const { id, store } = await longRun(1000);
  onTestFinished(() => store.close());
  const whole = pagePoints(store, id, 0, 1001);
  expect([whole.next, ...whole.series.map(({ points }) => points.length)]).toEqual([null, 1000, 10, 1000]);
  for (const limit of [1, 7, 10, 333, 1000]) {
    const found = new Map<number, Point[]>();
    for (let after: number | null = 0; after !== null;) {
      const { series, next } = pagePoints(store, id, after, limit);
      for (const { series: one, points } of series) {
        expect(points.length).toBeLessThanOrEqual(limit);
        found.set(one.id, [...(found.get(one.id) ?? []), ...points]);
      }
      after = next;
    }
    expect([...found.entries()].toSorted(([a], [b]) => a - b)).toEqual(whole.series.map(({ series, points }) => [series.id, points]));
  }
});

test('the points of a long run come in many messages, between which the core answers other commands', async () => {
  const steps = 60_000;
  const { folder, id, store } = await longRun(steps);
  await store.close();
  const { core } = openTestCore(folder);
  const [near, far] = portPair(setImmediate);
  makeServer(far, services(core), core.subscribe);
  const client = makeClient(near);
  onTestFinished(() => client.close());
  let pages = 0;
  let points = 0;
  let answered = 0;
  for await (const page of readPoints(client, id)) {
    pages += 1;
    points += page.reduce((sum, series) => sum + series.points.length, 0);
    await client.call('getRun', { run: id }).then(() => (answered += 1));
  }
  expect({ points, several: pages > 4, answered: answered === pages }).toEqual({
    points: 2 * steps + steps / 100,
    several: true,
    answered: true,
  });
});
