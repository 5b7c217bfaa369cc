import { expect, it } from 'vitest';
import { findBlock } from '../../shared/catalogue/index.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import type { Values } from '../../shared/catalogue/params.ts';
import { floatSpec, type TensorSpec } from '../../shared/catalogue/tensorSpec.ts';
import type { PlanHead, PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource, uniforms } from '../../shared/random/stream.ts';
import type { ColumnData, Counter, Engine, State, TensorData } from './engine.ts';
import { largestDifference } from './testing/compareStates.ts';
import { planAround, planLayer, rows, sgdStep } from './testing/blockPlan.ts';
import { numberHead } from './testing/numberHead.ts';
import { repeatPlan } from './testing/repeatPlan.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';

/* A prediction with dropout left on, against a plain loop that draws the masks itself. */

const engines = ['cpu', ...comparedEngines] as const;
const all = Int32Array.from({ length: rows }, (_, row) => row);
const passes: readonly Counter[] = [
  { epoch: 0, step: 0 },
  { epoch: 0, step: 1 },
  { epoch: 5, step: 1 },
];

const random = randomSource(2, 'dropping');
const data: ColumnData = {
  rows,
  columns: {
    x: { shape: [5], numbers: Float32Array.from({ length: rows * 5 }, () => random.normal()), classes: null },
    y: { shape: [3], numbers: Float32Array.from({ length: rows * 3 }, () => random.normal()), classes: null },
  },
};

/** Layers one behind the other, compared with y. */
function chain(blocks: readonly (readonly [kind: string, values: Values])[]): TrainPlan {
  const layers: PlanLayer[] = [];
  let last: readonly [TensorRef, TensorSpec] = [{ layer: 'in', port: 'y' }, floatSpec([5])];
  for (const [kind, values] of blocks) {
    const layer = planLayer(`${kind}${layers.length}`, findBlock(kind), values, { x: [last] });
    layers.push(layer);
    last = [{ layer: layer.id, port: 'y' }, layer.outputs['y'] ?? floatSpec([])];
  }
  const input = { id: 'in', name: 'in', column: 'x', spec: floatSpec([5]) };
  return planAround({ inputs: [input], layers, heads: [head('head', last[0].layer)] }, sgdStep);
}
const head = (name: string, layer: string): PlanHead => numberHead(name, layer, 3, 'y');

const plan = chain([
  ['dense', { units: 6, activation: 'relu' }],
  ['batchNormalization', { momentum: 0.5 }],
  ['dropout', { rate: 0.4 }],
  ['dense', { units: 4, activation: 'tanh' }],
  ['dropout', { rate: 0.25, seed: 7 }],
  ['dense', { units: 3 }],
]);

/** Trains two steps, so that the moving averages say something; then passes, and what the state was before and after. */
async function predicted(engine: Engine) {
  const notices: string[] = [];
  const model = await engine.create(plan, data, (words) => notices.push(words));
  const hyper = hyperParameters(sgdStep);
  await model.run([all, all], [hyper, hyper], [passes[0]!, passes[1]!]);
  const before = await model.readState();
  const given: TensorData[] = [];
  for (const counter of [...passes, passes[0]]) given.push((await model.predict(all, counter))['head']!);
  const plain = (await model.predict(all))['head']!;
  const after = await model.readState();
  model.dispose();
  return { given, plain, before, after, notices };
}

/** The same by loops over plain numbers; masks of `counter`, none where it is null. */
function byHand(state: State, counter: Counter | null): number[] {
  const of = (key: string): ArrayLike<number> => state[key]?.numbers ?? [];
  const dense = (x: readonly number[], layer: string, units: number): number[] =>
    Array.from({ length: units }, (_, unit) =>
      x.reduce((sum, value, at) => sum + value * (of(`${layer}/kernel`)[at * units + unit] ?? 0), of(`${layer}/bias`)[unit] ?? 0),
    );
  const mask = (seed: number, stream: string, rate: number, width: number, row: number): number[] => {
    if (!counter) return Array.from({ length: width }, () => 1);
    const drawn = uniforms(seed, stream, counter.epoch, counter.step, rows * width);
    return Array.from({ length: width }, (_, at) => ((drawn[row * width + at] ?? 0) < rate ? 0 : 1 / (1 - rate)));
  };
  return Array.from(all).flatMap((row) => {
    const x = Array.from({ length: 5 }, (_, at) => Number(data.columns['x']?.numbers?.[row * 5 + at]));
    const hidden = dense(x, 'dense0', 6).map((value) => Math.max(0, value));
    const [first, second] = [mask(0, 'layer/2/mask', 0.4, 6, row), mask(7, 'mask', 0.25, 4, row)];
    const normed = hidden.map((value, at) => {
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
        (name) => of(`batchNormalization1/${name}`)[at] ?? 0,
      );
      return ((value - mean!) / Math.sqrt(variance! + 1e-3)) * gamma! + beta!;
    });
    const deeper = dense(
      normed.map((value, at) => value * first[at]!),
      'dense3',
      4,
    ).map(Math.tanh);
    return dense(
      deeper.map((value, at) => value * second[at]!),
      'dense5',
      3,
    );
  });
}

it.each(engines)('with dropout left on, %s drops as a plain loop over the masks does, and moves nothing', async (name) => {
  const { given, plain, before, after, notices } = await onEngine(name, predicted);
  for (const [at, counter] of passes.entries()) {
    const wanted = byHand(before, counter);
    Array.from(given[at]?.numbers ?? []).forEach((value, place) => expect(value).toBeCloseTo(wanted[place] ?? Number.NaN, 4));
  }
  byHand(before, null).forEach((value, place) => expect(plain.numbers[place]).toBeCloseTo(value, 4));
  // Each pass drops otherwise, and the same one again drops the same.
  expect(given[0]?.numbers).not.toEqual(given[1]?.numbers);
  expect(given[1]?.numbers).not.toEqual(given[2]?.numbers);
  expect(given[3]?.numbers).toEqual(given[0]?.numbers);
  // Nothing moved, to the bit: neither weights nor moving averages nor the count of steps.
  expect(after).toEqual(before);
  expect(notices).toEqual([]);
});

it.each(engines)('what chance feeds the model on %s is the same whatever is dropped', async (name) => {
  const drawn = { id: 'in', name: 'in', column: null, noise: 'normal', spec: floatSpec([5]) } as const;
  const { layers } = chain([
    ['dense', { units: 3 }],
    ['dropout', { rate: 0.5 }],
  ]);
  const fed = planAround({ inputs: [drawn], layers, heads: [head('kept', 'dense0'), head('dropped', 'dropout1')] }, sgdStep);
  await onEngine(name, async (engine) => {
    const model = await engine.create(fed, data);
    const [plain, one, two] = [await model.predict(all), await model.predict(all, passes[1]), await model.predict(all, passes[2])];
    expect(one['kept']?.numbers).toEqual(plain['kept']?.numbers);
    expect(two['kept']?.numbers).toEqual(plain['kept']?.numbers);
    expect(one['dropped']?.numbers).not.toEqual(two['dropped']?.numbers);
    model.dispose();
  });
});

it.each(comparedEngines)('drops on %s in the turns of a repeat as on cpu', async (name) => {
  const { plan: repeated, data: numbers } = repeatPlan(3, [
    ['dense', { units: 6, activation: 'tanh' }],
    ['dropout', { rate: 0.4 }],
  ]);
  const work = async (engine: Engine): Promise<State[]> => {
    const model = await engine.create(repeated, numbers);
    const given = [await model.predict(all), await model.predict(all, passes[0]), await model.predict(all, passes[1])];
    model.dispose();
    return given;
  };
  const [reference, compared] = [await onEngine('cpu', work), await onEngine(name, work)];
  reference.forEach((own, at) => expect(largestDifference(own, compared[at] ?? {})).toBeLessThan(1e-4));
  expect(largestDifference(reference[0]!, reference[1]!)).toBeGreaterThan(1e-3);
  expect(largestDifference(reference[1]!, reference[2]!)).toBeGreaterThan(1e-3);
});
