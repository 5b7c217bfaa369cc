import { expect, onTestFinished, test } from 'vitest';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { trainPlan } from '../../train/testing/trainPlan.ts';
import { openTestCore } from '../fixtures/openTestCore.ts';
import { neuronAsker } from './askNeuron.ts';

test('questions are answered in a thread, each by its own answer, and what cannot be is told in words', { timeout: 60_000 }, async () => {
  const built = buildPlan(findTemplate('xor').build(), { epochs: 1 });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const { plan } = built;
  const last = (await trainPlan(plan, { directory: temporaryFolder(), engine: 'wasm' })).findLast(({ type }) => type === 'checkpoint');
  if (last?.type !== 'checkpoint') throw new Error('no checkpoint');
  const asker = neuronAsker();
  onTestFinished(() => asker.close());
  const ask = (unit: number, example: number) => asker.ask({ run: 'r', plan, checkpoint: last, layer: 'dense', unit, example, place: 0 });
  const views = await Promise.all([0, 1, 2].map((unit) => ask(unit, 4)));
  expect(views.map(({ unit }) => unit)).toEqual([0, 1, 2]);
  expect(new Set(views.map(({ sums }) => sums.join())).size).toBe(1);
  expect(views.map(({ sum }) => sum)).toEqual(views[0]?.sums.slice(0, 3));
  await expect(ask(0, 1000)).rejects.toThrow(
    'The neuron cannot be shown: the data set has 1000 examples, 0 to 999: there is no example 1000.',
  );
  await asker.close();
  // Another thread begins.
  expect(await ask(0, 4)).toEqual(views[0]);
});

test('a run without such a neuron, or without weights, says so', async () => {
  const studio = openTestCore();
  const { id } = studio.core.runs.start({ project: studio.project('fast'), epochs: 1 });
  await studio.reach(id, 'finished');
  const ask = (layer: string, unit = 0) => studio.core.runs.neuron(id, { layer, unit, example: 0, place: 0 });
  await expect(ask('dense_7')).rejects.toThrow(
    'Run 1 of "fast": it was trained without a layer "dense_7": its Dense layers are dense, dense_1.',
  );
  await expect(ask('dense', 8)).rejects.toThrow('Run 1 of "fast": "dense" has 8 units, 0 to 7: there is no unit 8.');
  await expect(studio.core.runs.neuron('run-nothing', { layer: 'dense', unit: 0, example: 0, place: 0 })).rejects.toThrow(
    'There is no run',
  );
});
