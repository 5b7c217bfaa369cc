import { expect, it } from 'vitest';
import { findBlock, watches } from '../../../shared/catalogue/index.ts';
import { metricRows } from '../../../shared/plan/metricRows.ts';
import { watchRows } from '../../../shared/plan/watchRows.ts';
import { blockPlan } from '../testing/blockPlan.ts';
import { onEngine } from '../testing/testEngines.ts';
import { looks, stepLooks, watchLayers } from './index.ts';

it('has the mathematics of every watch, and of no other', () => {
  const kinds = (of: 'weights' | 'step'): string[] => watches.flatMap((watch) => (watch.of === of ? [watch.kind] : [])).toSorted();
  expect(Object.keys(looks).toSorted()).toEqual(kinds('weights'));
  expect(Object.keys(stepLooks).toSorted()).toEqual(kinds('step'));
});

it('tells the share of near-zero weights of each layer that has kernels, and of no other', async () => {
  const block = findBlock('dense');
  const own = { inputs: { x: [[5]] }, values: { units: 4 }, output: [4], weights: 24 };
  const { plan, data } = blockPlan(block, own);
  const watched = { ...plan, watched: [{ kind: 'sparsity', values: { bound: 0.1 } }] };
  const state = await onEngine('cpu', async (engine) => {
    const model = await engine.create(watched, data);
    const read = await model.readState();
    model.dispose();
    return read;
  });
  const kernel = [...(state['tested/kernel']?.numbers ?? [])];
  const seen = watchLayers(watched, state);
  expect(seen['sparsity/tested']).toBeCloseTo(kernel.filter((w) => w > -0.1 && w < 0.1).length / 20, 10);
  expect(Object.keys(seen)).toEqual(['sparsity/before_x_0', 'sparsity/tested', 'sparsity/last']);
  expect(watchRows(watched).map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(seen)));
  expect(metricRows(watched).map(({ key }) => key)).toEqual(['loss']);
});
