import { expect, it } from 'vitest';
import { findTemplate } from '../../shared/templates/index.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import type { Counter } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { dropEnsemble } from './dropEnsemble.ts';
import { predictRows } from './predictExamples.ts';

it('gives mean and standard deviation of the passes, each under another counter', async () => {
  const asked: (Counter | undefined)[] = [];
  const values = [1, 4, 10].map((first) => ({
    out: { shape: [1, 2], dtype: 'float32' as const, numbers: Float32Array.of(first, 1e6 + first) },
  }));
  const model = { predict: async (_batch: Int32Array, counter?: Counter) => values[asked.push(counter) - 1] ?? {} };
  const { out } = await dropEnsemble(model, Int32Array.of(0), { passes: 3, seed: 9 });
  expect(asked).toEqual([0, 1, 2].map((step) => ({ epoch: 9, step })));
  // sqrt(((1 - 5)^2 + (4 - 5)^2 + (10 - 5)^2) / 3), and the same far from 0.
  expect([...(out?.mean ?? [])]).toEqual([5, 1e6 + 5]);
  for (const deviation of out?.deviation ?? []) expect(deviation).toBeCloseTo(Math.sqrt(42 / 3), 6);
});

it('refuses to show what is no finite number, and says of which Output', async () => {
  const { plan, loaded } = await opened(0.5);
  const [head] = plan.heads;
  const model = {
    predict: async () => ({ [head?.name ?? '']: { shape: [1, 1], dtype: 'float32' as const, numbers: Float32Array.of(Number.NaN) } }),
  };
  await expect(predictRows(plan, model, loaded, Int32Array.of(0), { passes: 0, seed: 0 })).rejects.toThrow(
    `"${head?.name}" is no finite number (NaN)`,
  );
});

/** A classifier of two classes with dropout, and its data. */
async function opened(rate: number) {
  const xor = findTemplate('xor').build();
  const document = testDocument(
    {
      in: ['input', { shape: [2] }],
      a: ['dense', { units: 16, activation: 'tanh' }],
      drop: ['dropout', { rate }],
      out: ['dense', { units: 1, activation: 'sigmoid' }],
      head: ['output', { loss: 'binaryCrossentropy' }],
    },
    ['in -> a', 'a -> drop', 'drop -> out', 'out -> head'],
  );
  const built = buildPlan({ ...document, data: xor.data, training: xor.training });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const loaded = await loadDataset(built.plan.data.dataset);
  const model = await (await openEngine('cpu')).create(built.plan, loaded);
  return { plan: built.plan, loaded, model };
}

it('tells of each example what is said without dropout and how the passes spread, and how often that is right', async () => {
  const { plan, loaded, model } = await opened(0.5);
  const rows = Int32Array.from({ length: 300 }, (_, at) => 3 * at);
  const asked = { passes: 8, seed: 1 };
  const found = await predictRows(plan, model, loaded, rows, asked);
  expect(found.drops).toEqual(['dropout']);
  const [head] = found.heads;
  expect(head).toMatchObject({ name: plan.heads[0]?.name, classes: ['same', 'different'] });
  const labels = loaded.columns['class']?.numbers;
  const right = found.examples.filter(({ row, outputs }) => Number((outputs[0]?.plain[0] ?? 0) > 0.5) === labels?.[row]).length;
  expect(head?.right).toBeCloseTo(right / 300, 6);
  const byMean = found.examples.filter(({ row, outputs }) => Number((outputs[0]?.mean[0] ?? 0) > 0.5) === labels?.[row]).length;
  expect(head?.rightByMean).toBeCloseTo(byMean / 300, 6);
  const spread = found.examples.reduce((sum, { outputs }) => sum + (outputs[0]?.deviation[0] ?? 0), 0) / 300;
  expect(head?.spread).toBeCloseTo(spread, 5);
  expect(spread).toBeGreaterThan(0.02);
  // Seeded: the same again, and another draw for another seed.
  expect(await predictRows(plan, model, loaded, rows, asked)).toEqual(found);
  expect((await predictRows(plan, model, loaded, rows, { ...asked, seed: 2 })).heads[0]?.spread).not.toBe(head?.spread);
  model.dispose();
});

it('without passes tells what is said alone, and that nothing drops', async () => {
  const { plan, loaded, model } = await opened(0);
  const found = await predictRows(plan, model, loaded, Int32Array.of(5), { passes: 0, seed: 0 });
  expect(found.drops).toEqual([]);
  expect(found.examples[0]).toMatchObject({ row: 5, outputs: [{ mean: [], deviation: [] }] });
  expect(found.heads[0]).toMatchObject({ rightByMean: null, spread: null });
  model.dispose();
});
