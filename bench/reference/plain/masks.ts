import { findBlock } from '../../../shared/catalogue/index.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { drawUniforms } from '../../../main/engine/eagerModel.ts';
import type { Engine, State } from '../../../main/engine/engine.ts';
import { blockPlan, rows } from '../../../main/engine/testing/blockPlan.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

/*
 * Masks that a training step draws, of whole sequences and of words: a network in plain numbers, given the same draws, has the same loss, and its loss the same
 * slopes by every weight, taken as differences in double precision.
 */
const counter = { epoch: 1, step: 4 };
const all = Int32Array.from({ length: rows }, (_, row) => row);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

type Weights = Readonly<Record<string, { readonly shape: readonly number[]; readonly numbers: Float64Array }>>;
type Vector = readonly number[];
/** What a block makes of one example: its steps, or its words. */
type Sequence = (weights: Weights, x: readonly Vector[], row: number) => Vector;

/** x W, from one column of W on, as many as are wanted. */
const product = (x: Vector, { shape, numbers }: Weights[string], from = 0, count = shape.at(-1) ?? 0): number[] =>
  Array.from({ length: count }, (_, at) =>
    x.reduce((sum, value, row) => sum + value * (numbers[row * (shape.at(-1) ?? 0) + from + at] ?? 0), 0),
  );
const plus = (a: Vector, b: ArrayLike<number>, from = 0): number[] => a.map((value, at) => value + (b[from + at] ?? 0));
const of = (weights: Weights, name: string): Weights[string] => {
  const found = weights[`tested/${name}`];
  if (!found) throw new Error(`there is no weight ${name}`);
  return found;
};

/** The mask of one example, all numbers of a draw being [rows, width]. */
function maskOf(stream: string, rate: number, width: number, row: number): number[] {
  const drawn = drawUniforms(0, stream, counter, [rows, width]);
  return Array.from({ length: width }, (_, at) => ((drawn[row * width + at] ?? 0) >= rate ? 1 / (1 - rate) : 0));
}

const units = 3;
interface State1 {
  readonly h: Vector;
  readonly c: Vector;
}
type Step = (weights: Weights, x: Vector, state: State1, masked: (h: Vector) => Vector) => State1;

const steps: Readonly<Record<string, Step>> = {
  simpleRnn: (weights, x, { h, c }, masked) => {
    const sum = plus(product(x, of(weights, 'kernel')), of(weights, 'bias').numbers);
    return { h: plus(sum, product(masked(h), of(weights, 'recurrent_kernel'))).map(Math.tanh), c };
  },
  lstm: (weights, x, { h, c }, masked) => {
    const sum = plus(
      plus(product(x, of(weights, 'kernel')), of(weights, 'bias').numbers),
      product(masked(h), of(weights, 'recurrent_kernel')),
    );
    const gate = (place: number): number[] => sum.slice(place * units, (place + 1) * units);
    const cell = c.map((old, at) => sigmoid(gate(1)[at] ?? 0) * old + sigmoid(gate(0)[at] ?? 0) * Math.tanh(gate(2)[at] ?? 0));
    return { h: cell.map((value, at) => sigmoid(gate(3)[at] ?? 0) * Math.tanh(value)), c: cell };
  },
  // With the reset after the product: the inputs and the state have a bias each.
  gru: (weights, x, { h, c }, masked) => {
    const bias = of(weights, 'bias').numbers;
    const xs = plus(product(x, of(weights, 'kernel')), bias);
    const hs = plus(product(masked(h), of(weights, 'recurrent_kernel')), bias, 3 * units);
    const next = h.map((old, at) => {
      const update = sigmoid((xs[at] ?? 0) + (hs[at] ?? 0));
      const reset = sigmoid((xs[units + at] ?? 0) + (hs[units + at] ?? 0));
      return update * old + (1 - update) * Math.tanh((xs[2 * units + at] ?? 0) + reset * (hs[2 * units + at] ?? 0));
    });
    return { h: next, c };
  },
};

/** A recurrent block: the same numbers are dropped in every step of a sequence, of what is read and of the state. */
const recurrent =
  (kind: string, dropout: number, recurrentDropout: number): Sequence =>
  (weights, x, row) => {
    const [input, state] = [
      maskOf('layer/1/mask', dropout, x[0]?.length ?? 0, row),
      maskOf('layer/1/recurrentMask', recurrentDropout, units, row),
    ];
    const times = (a: Vector, mask: Vector): number[] => a.map((value, at) => value * (mask[at] ?? 0));
    const zeros = Array.from({ length: units }, () => 0);
    let now: State1 = { h: zeros, c: zeros };
    for (const own of x) now = steps[kind]?.(weights, times(own, input), now, (h) => times(h, state)) ?? now;
    return now.h;
  };

/** Words whose vectors are dropped: wherever a sequence has them, or place by place. */
const embedded =
  (rate: number, by: string, words: number): Sequence =>
  (weights, x, row) => {
    const tokens = x.flat();
    const mask = maskOf('layer/0/words', rate, by === 'type' ? words : tokens.length, row);
    const table = of(weights, 'embeddings');
    const width = table.shape[1] ?? 0;
    return tokens.flatMap((token, at) =>
      Array.from({ length: width }, (_, place) => (table.numbers[token * width + place] ?? 0) * (mask[by === 'type' ? token : at] ?? 0)),
    );
  };

async function compared(engine: Engine, kind: string, values: Values, whole: number | undefined, block: Sequence) {
  const shape = whole === undefined ? [5, 4] : [6];
  const { plan, data } = blockPlan(findBlock(kind), {
    inputs: { x: [shape] },
    values,
    output: [],
    weights: 0,
    ...(whole === undefined ? {} : { whole }),
  });
  const model = await engine.create(plan, data);
  let before: State;
  let after: State;
  let loss: number;
  try {
    before = await model.readState();
    const [row] = await model.run([all], [{ learningRate: 1, momentum: 0 }], [counter]);
    const [sum = Number.NaN, weight = 1] = row?.['loss'] ?? [];
    loss = sum / weight;
    after = await model.readState();
  } finally {
    model.dispose();
  }
  const keys = plan.layers.flatMap(({ layerId, weights }) => weights.map(({ name }) => `${layerId}/${name}`));
  const weights = Object.fromEntries(
    keys.map((key) => [key, { shape: before[key]?.shape ?? [], numbers: Float64Array.from(before[key]?.numbers ?? []) }]),
  );
  const input = data.columns['in_x_0']?.numbers ?? [];
  const target = data.columns['target']?.numbers ?? [];
  const last = shape.length === 2 ? (shape[1] ?? 1) : 1;
  const dense = (id: string, x: Vector): number[] => {
    const [kernel, bias] = [weights[`${id}/kernel`], weights[`${id}/bias`]];
    return kernel && bias ? plus(product(x, kernel), bias.numbers) : [...x];
  };
  const lossNow = (): number => {
    let sum = 0;
    for (const row of all) {
      const x = Array.from({ length: shape[0] ?? 0 }, (_, step) =>
        dense(
          'before_x_0',
          Array.from({ length: last }, (_own, at) => Number(input[(row * (shape[0] ?? 0) + step) * last + at])),
        ),
      );
      dense('last', block(weights, x, row)).forEach((value, at) => (sum += (value - Number(target[row * 2 + at])) ** 2));
    }
    return sum / (2 * rows);
  };
  const [found, expected] = [[loss], [lossNow()]];
  const h = 1e-5;
  for (const key of keys) {
    const { numbers } = weights[key] ?? { numbers: new Float64Array() };
    numbers.forEach((value, at) => {
      numbers[at] = value + h;
      const above = lossNow();
      numbers[at] = value - h;
      expected.push((above - lossNow()) / (2 * h));
      numbers[at] = value;
      found.push((before[key]?.numbers[at] ?? 0) - (after[key]?.numbers[at] ?? 0));
    });
  }
  return { found, expected };
}

const against = 'a plain loop over the same masks, and its slopes by differences';

export const maskCases = (): readonly PlainCase[] => [
  ...Object.keys(steps).flatMap((kind) =>
    [
      [0.4, 0],
      [0, 0.4],
      [0.3, 0.5],
    ].map(([dropout = 0, recurrentDropout = 0]) =>
      plainCase('blocks', kind, `dropout ${dropout}, recurrentDropout ${recurrentDropout}: loss and gradients`, against, (engine) =>
        compared(engine, kind, { units, dropout, recurrentDropout }, undefined, recurrent(kind, dropout, recurrentDropout)),
      ),
    ),
  ),
  ...['type', 'position'].map((by) =>
    plainCase('blocks', 'embedding', `wordDropout 0.4 by ${by}: loss and gradients`, against, (engine) =>
      compared(engine, 'embedding', { inputDim: 5, outputDim: 3, wordDropout: 0.4, wordDropoutBy: by }, 5, embedded(0.4, by, 5)),
    ),
  ),
];
