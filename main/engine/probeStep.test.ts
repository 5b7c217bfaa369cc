import { describe, expect, it } from 'vitest';
import { findBlock } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Counter, State } from './engine.ts';
import { blockPlan, rows } from './testing/blockPlan.ts';
import { watchRows } from '../../shared/plan/watchRows.ts';
import { newContents } from './testing/newContents.ts';
import { repeatPlan } from './testing/repeatPlan.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';
import { watchLayers } from './watches/index.ts';

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

  it('a layer that stands in the model twice is told once: its gradient by both places together, what it is given in each', async () => {
    const { plan, data } = made('dense', [3], { units: 3, activation: sigmoid });
    const tested = plan.layers.find(({ id }) => id === 'tested');
    const last = plan.layers.find(({ id }) => id === 'last');
    if (!tested || !last) throw new Error('no layers');
    const second = { ...tested, id: 'second', name: 'second', inputs: { x: [{ layer: 'tested', port: 'y' }] } };
    const layers = plan.layers.flatMap((layer) => {
      if (layer.id === 'tested') return [layer, second];
      const inputs = Object.entries(layer.inputs).map(([port, refs]) => [
        port,
        refs.map((ref) => (ref.layer === 'tested' ? { ...ref, layer: 'second' } : ref)),
      ]);
      return [{ ...layer, inputs: Object.fromEntries(inputs) }];
    });
    await onEngine(name, async (engine) => {
      const model = await engine.create({ ...plan, layers }, data);
      const before = await model.readState();
      const probed = await model.probe(batch, counter);
      await model.run([batch], [{ learningRate: 1, momentum: 0 }], [counter]);
      expect(Object.keys(probed).filter((key) => key.endsWith('/second'))).toEqual([]);
      expect(probed['gradientNorm/tested']).toBeCloseTo(way(before, await model.readState(), 'tested'), 4);
      expect(probed['saturation/tested']).toBeGreaterThan(0);
      model.dispose();
    });
  });

  it('of a repeat, the first and the last copy are looked at besides the whole, as the same layers one by one are', async () => {
    const turns = 4;
    const { plan, drawn, data, toDrawn } = repeatPlan(turns, [['dense', { units: 6, activation: 'tanh' }]]);
    const looked = [
      { kind: 'gradientNorm', values: {} },
      { kind: 'weightNorm', values: {} },
    ];
    const [seen, alike] = [plan, drawn].map((own) => ({ ...own, watched: looked }));
    const repeat = plan.layers.find((layer) => layer.repeat);
    const [before = '', ...rest] = drawn.layers.map((layer) => layer.name);
    if (!seen || !alike || !repeat) throw new Error('no repeat');
    await onEngine(name, async (engine) => {
      const [model, other] = [await engine.create(seen, data), await engine.create(alike, data)];
      const state = await model.readState();
      await other.writeState(toDrawn(state));
      const [told, one] = [
        { ...(await model.probe(batch, counter)), ...watchLayers(seen, state) },
        { ...(await other.probe(batch, counter)), ...watchLayers(alike, await other.readState()) },
      ];
      for (const kind of ['gradientNorm', 'weightNorm']) {
        const norms = rest.slice(0, turns).map((layer) => one[`${kind}/${layer}`] ?? Number.NaN);
        expect(told[`${kind}/${before}`]).toBeCloseTo(one[`${kind}/${before}`] ?? Number.NaN, 4);
        expect(told[`${kind}/${repeat.name} copy 1`]).toBeCloseTo(norms[0] ?? Number.NaN, 4);
        expect(told[`${kind}/${repeat.name} copy ${turns}`]).toBeCloseTo(norms.at(-1) ?? Number.NaN, 4);
        expect(told[`${kind}/${repeat.name}`]).toBeCloseTo(Math.hypot(...norms), 4);
      }
      expect(watchRows(seen).map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(told)));
      model.dispose();
      other.dispose();
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

  it.each([
    ['simpleRnn', false],
    ['simpleRnn', true],
    ['gru', false],
    ['gru', true],
    ['lstm', false],
    ['lstm', true],
  ] as const)('of %s, what the new state is made of is looked at in every step that counts (filled up: %s)', async (kind, masked) => {
    const [steps, features, units, bound] = [4, 3, 5, 0.8];
    const test = { inputs: { x: [[steps, features]] }, values: { units }, output: [], weights: 0, masked };
    const { plan, data } = blockPlan(findBlock(kind), test);
    // Read from the column itself, whose numbers are known here.
    const layers = plan.layers
      .filter(({ id }) => id !== 'before_x_0')
      .map((layer) => (layer.id === 'tested' && !masked ? { ...layer, inputs: { x: [{ layer: 'in_x_0', port: 'y' }] } } : layer));
    const seen = { ...plan, layers, watched: [{ kind: 'saturation', values: { bound } }] };
    const given = Float32Array.from(data.columns['in_x_0']?.numbers ?? []);
    await onEngine(name, async (engine) => {
      const model = await engine.create(seen, data);
      const state = await model.readState();
      const numbers = (weight: string) => state[`tested/${weight}`]?.numbers ?? new Float32Array();
      const read = { kernel: numbers('kernel'), recurrent: numbers('recurrent_kernel'), bias: numbers('bias') };
      const slopes = Array.from({ length: rows }, (_, row) => {
        const count = masked ? 1 + (row % steps) : steps;
        const x = given.slice(row * steps * features, (row * steps + count) * features);
        return newContents(kind, x, count, features, units, read).map((z) => 1 - Math.tanh(z) ** 2);
      }).flat();
      const flat = slopes.filter((slope) => slope < bound).length;
      expect(flat).toBeGreaterThan(0);
      expect(flat).toBeLessThan(slopes.length);
      expect((await model.probe(batch, counter))['saturation/tested']).toBeCloseTo(flat / slopes.length, 5);
      model.dispose();
    });
  });

  it('of a PReLU block, units on the side of a slope near 0 are counted', async () => {
    const { plan, data } = blockPlan(findBlock('prelu'), { inputs: { x: [[7]] }, values: {}, output: [], weights: 0 });
    const layers = plan.layers
      .filter(({ id }) => id !== 'before_x_0')
      .map((layer) => (layer.id === 'tested' ? { ...layer, inputs: { x: [{ layer: 'in_x_0', port: 'y' }] } } : layer));
    const seen = { ...plan, layers, watched: [{ kind: 'saturation', values: { bound: 0.01 } }] };
    const given = data.columns['in_x_0']?.numbers ?? new Float32Array();
    await onEngine(name, async (engine) => {
      const model = await engine.create(seen, data);
      const share = async () => (await model.probe(batch, counter))['saturation/tested'];
      // The slopes start at 0.
      expect(await share()).toBeCloseTo(given.filter((x) => x < 0).length / given.length, 5);
      const state = await model.readState();
      const slope = state['tested/alpha'];
      if (!slope) throw new Error('no slopes');
      await model.writeState({ ...state, 'tested/alpha': { ...slope, numbers: slope.numbers.map((_, at) => (at < 3 ? 0.5 : 0)) } });
      expect(await share()).toBeCloseTo(given.filter((x, at) => x < 0 && at % 7 >= 3).length / given.length, 5);
      model.dispose();
    });
  });
});
