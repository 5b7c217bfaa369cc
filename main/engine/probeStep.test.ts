import { describe, expect, it } from 'vitest';
import { findBlock } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Counter, State } from './engine.ts';
import { blockPlan, rows } from './testing/blockPlan.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';

const batch = Int32Array.from({ length: rows }, (_, row) => row);
const counter: Counter = { epoch: 0, step: 0 };
const watched: ItemValue[] = [
  { kind: 'gradientNorm', values: {} },
  { kind: 'saturation', values: { bound: 0.2 } },
  { kind: 'weightNorm', values: {} },
];
const sigmoid = { kind: 'sigmoid', values: {} };
const relu = { kind: 'relu', values: {} };

function made(kind: string, shape: readonly number[], values: Parameters<typeof blockPlan>[1]['values']) {
  const { plan, data } = blockPlan(findBlock(kind), { inputs: { x: [shape] }, values: values ?? {}, output: [], weights: 0 });
  return { plan: { ...plan, watched }, data };
}

/** Length of the way that the weights of a layer went. */
const way = (before: State, after: State, layer: string): number =>
  Math.sqrt(
    Object.entries(before)
      .filter(([key]) => key.startsWith(`${layer}/`) && key.split('/').length === 2)
      .flatMap(([key, { numbers }]) => [...numbers].map((number, at) => (number - (after[key]?.numbers[at] ?? Number.NaN)) ** 2))
      .reduce((a, b) => a + b, 0),
  );

describe.each(['cpu', ...comparedEngines] as const)('on %s', (name) => {
  it('the gradient norm is as long as the way of a step of plain descent at rate 1, with dropout as in that step', async () => {
    const { plan, data } = made('dropout', [4, 3], { rate: 0.5 });
    await onEngine(name, async (engine) => {
      const model = await engine.create(plan, data);
      const before = await model.readState();
      const probed = await model.probe(batch, counter);
      expect(await model.readState()).toEqual(before);
      // The second time it is the compiled one, where there is one.
      expect(await model.probe(batch, counter)).toEqual(probed);
      await model.run([batch], [{ learningRate: 1, momentum: 0 }], [counter]);
      const after = await model.readState();
      expect(Object.keys(probed).toSorted()).toEqual(['gradientNorm/before_x_0', 'gradientNorm/last']);
      for (const layer of ['before_x_0', 'last']) expect(probed[`gradientNorm/${layer}`]).toBeCloseTo(way(before, after, layer), 4);
      const other = await model.probe(batch, { epoch: 0, step: 1 });
      expect(other['gradientNorm/last']).not.toBeCloseTo(probed['gradientNorm/last'] ?? 0, 4);
      model.dispose();
    });
  });

  it.each([
    ['sigmoid', sigmoid, (y: number) => Math.abs(y * (1 - y)) < 0.2],
    ['relu', relu, (y: number) => y === 0],
  ] as const)('of %s, units whose derivative is near 0 are counted', async (_, activation, isFlat) => {
    const { plan, data } = made('dense', [3], { units: 8, activation });
    // What the tested layer gives, as a head of its own.
    const [head] = plan.heads;
    if (!head) throw new Error('no head');
    const spec = plan.layers.find(({ id }) => id === 'tested')?.outputs['y'] ?? head.spec;
    const layers = plan.layers.filter(({ id }) => id !== 'flat' && id !== 'last');
    const phases = plan.phases.map((phase) => ({ ...phase, trained: layers.map(({ layerId }) => layerId) }));
    const seen = { ...plan, layers, phases, heads: [{ ...head, source: { layer: 'tested', port: 'y' }, spec }] };
    const wide = { ...data, columns: { ...data.columns, target: { shape: [8], numbers: new Float32Array(rows * 8), classes: null } } };
    await onEngine(name, async (engine) => {
      const model = await engine.create(seen, wide);
      const { head: outputs } = await model.predict(batch);
      const flat = [...(outputs?.numbers ?? [])].filter(isFlat).length;
      expect(flat).toBeGreaterThan(0);
      expect((await model.probe(batch, counter))['saturation/tested']).toBeCloseTo(flat / (rows * 8), 5);
      model.dispose();
    });
  });
});
