import { expect, it } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { comparedEngines, onEngine } from '../engine/testing/testEngines.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { splitDataset } from '../data/splitDataset.ts';
import { adaptBlocks } from './adaptBlocks.ts';

const document = testDocument(
  {
    in: ['input', { shape: [4] }],
    first: ['normalization'],
    dense: ['dense', { units: 3, activation: 'relu' }],
    second: ['normalization'],
    out: ['dense', { units: 3, activation: 'softmax' }],
    head: ['output'],
  },
  ['in -> first', 'first -> dense', 'dense -> second', 'second -> out', 'out -> head'],
);

it.each(['cpu', ...comparedEngines] as const)('measures what arrives from the training examples alone, on %s', async (name) => {
  const built = buildPlan({ ...document, data: { dataset: 'iris', validationSize: 0.3 } });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const { plan } = built;
  const data = await loadDataset(plan.data.dataset);
  const { train: rows } = splitDataset(data, plan.data, plan.seed, ['species']);
  await onEngine(name, async (engine) => {
    const model = await engine.create(plan, data);
    await adaptBlocks(plan, { engine, model, data, rows });
    const state = await model.readState();
    const measured = (node: string): [number[], number[]] => {
      const { layerId = '' } = plan.layers.find(({ id }) => id === node) ?? {};
      return [[...(state[`${layerId}/mean`]?.numbers ?? [])], [...(state[`${layerId}/variance`]?.numbers ?? [])]];
    };
    const table = data.columns['measurements']?.numbers ?? [];
    const [means, variances] = measured('first');
    for (let feature = 0; feature < 4; feature++) {
      const values = [...rows].map((row) => table[row * 4 + feature] ?? 0);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      expect(means[feature]).toBeCloseTo(mean, 5);
      expect(variances[feature]).toBeCloseTo(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length, 5);
    }
    // The second one measures what has passed the first: units that are not all dead have a variance.
    expect(Math.max(...measured('second')[1])).toBeGreaterThan(0.01);
    expect(measured('second')[1]).not.toEqual([1, 1, 1]);
    model.dispose();
  });
});
