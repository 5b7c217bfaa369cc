import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { plainAlgebra } from '../../../shared/catalogue/algebra.ts';
import { findOptimizer, optimizers } from '../../../shared/catalogue/index.ts';
import { hyperParameters, lookAhead, stepScalars, stepWeight } from '../../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { scalarTensors, tensorAlgebra } from './tensorAlgebra.ts';

type Row = { w: number; slots: Record<string, number> };
type Numbers = Readonly<Record<string, number | boolean>>;
/** Walks one step; \`slope\` is the gradient at a weight. */
type Plain = (row: Row, slope: (w: number) => number, v: Numbers, t: number) => Row;
const num = (v: Numbers, name: string): number => Number(v[name] ?? 0);
/** A formula that takes the gradient where the weight is. */
const atWeight =
  (formula: (row: Row, g: number, v: Numbers, t: number) => Row): Plain =>
  (row, slope, v, t) =>
    formula({ ...row, w: row.w * (1 - num(v, 'learningRate') * num(v, 'weightDecay')) }, slope(row.w), v, t);

/** Keras's formulas for one number in double precision. */
const plain: Readonly<Record<string, Plain>> = {
  sgd: atWeight(({ w, slots }, g, v): Row => {
    const [rate, beta] = [num(v, 'learningRate'), num(v, 'momentum')];
    const m = beta * (slots['momentum'] ?? 0) - rate * g;
    if (beta === 0) return { w: w - rate * g, slots: {} };
    return { w: v['nesterov'] ? w + beta * m - rate * g : w + m, slots: { momentum: m } };
  }),
  rmsprop: atWeight(({ w, slots }, g, v) => {
    const rho = num(v, 'rho');
    const velocity = rho * (slots['velocity'] ?? 0) + (1 - rho) * g * g;
    const average = rho * (slots['average_gradient'] ?? 0) + (1 - rho) * g;
    const increment =
      (num(v, 'learningRate') * g) / Math.sqrt((v['centered'] ? velocity - average * average : velocity) + num(v, 'epsilon'));
    const beta = num(v, 'momentum');
    const momentum = beta * (slots['momentum'] ?? 0) + increment;
    return { w: w - (beta > 0 ? momentum : increment), slots: { velocity, average_gradient: average, momentum } };
  }),
  adamax: atWeight(({ w, slots }, g, v, t) => {
    const m = num(v, 'beta1') * (slots['m'] ?? 0) + (1 - num(v, 'beta1')) * g;
    const u = Math.max(num(v, 'beta2') * (slots['u'] ?? 0), Math.abs(g));
    return { w: w - ((num(v, 'learningRate') / (1 - num(v, 'beta1') ** t)) * m) / (u + num(v, 'epsilon')), slots: { m, u } };
  }),
  lion: atWeight(({ w, slots }, g, v) => {
    const mixed = (beta: number): number => beta * (slots['momentum'] ?? 0) + (1 - beta) * g;
    return { w: w - num(v, 'learningRate') * Math.sign(mixed(num(v, 'beta1'))), slots: { momentum: mixed(num(v, 'beta2')) } };
  }),
  adam: atWeight(adam),
  adamW: atWeight(adam),
  nadam: atWeight(({ w, slots }, g, v, t) => {
    const [b1, b2] = [num(v, 'beta1'), num(v, 'beta2')];
    const share = (step: number): number => b1 * (1 - 0.5 * 0.96 ** step);
    const product = (slots['product'] ?? 1) * share(t);
    const momentum = b1 * (slots['momentum'] ?? 0) + (1 - b1) * g;
    const velocity = b2 * (slots['velocity'] ?? 0) + (1 - b2) * g * g;
    const ahead = (share(t + 1) * momentum) / (1 - product * share(t + 1)) + ((1 - share(t)) * g) / (1 - product);
    return {
      w: w - (num(v, 'learningRate') * ahead) / (Math.sqrt(velocity / (1 - b2 ** t)) + num(v, 'epsilon')),
      slots: { product, momentum, velocity },
    };
  }),
  adagrad: atWeight(({ w, slots }, g, v) => {
    const accumulator = (slots['accumulator'] ?? num(v, 'initialAccumulatorValue')) + g * g;
    return { w: w - (num(v, 'learningRate') * g) / Math.sqrt(accumulator + num(v, 'epsilon')), slots: { accumulator } };
  }),
  adadelta: atWeight(({ w, slots }, g, v) => {
    const rho = num(v, 'rho');
    const root = (x: number): number => Math.sqrt(x + num(v, 'epsilon'));
    const size = rho * (slots['size'] ?? 0) + (1 - rho) * g * g;
    const delta = (root(slots['moved'] ?? 0) / root(size)) * g;
    return { w: w - num(v, 'learningRate') * delta, slots: { size, moved: rho * (slots['moved'] ?? 0) + (1 - rho) * delta * delta } };
  }),
  lectureMomentum: atWeight(({ w, slots }, g, v) => {
    const mean = num(v, 'beta') * (slots['mean'] ?? 0) + (1 - num(v, 'beta')) * g;
    return { w: w - num(v, 'learningRate') * mean, slots: { mean } };
  }),
  lectureNesterov({ w, slots }, slope, v) {
    const before = num(v, 'beta') * (slots['velocity'] ?? 0);
    const velocity = before + num(v, 'learningRate') * slope(w - before);
    return { w: w * (1 - num(v, 'learningRate') * num(v, 'weightDecay')) - velocity, slots: { velocity } };
  },
};

function adam({ w, slots }: Row, g: number, v: Numbers, t: number): Row {
  const [b1, b2] = [num(v, 'beta1'), num(v, 'beta2')];
  const momentum = b1 * (slots['momentum'] ?? 0) + (1 - b1) * g;
  const velocity = b2 * (slots['velocity'] ?? 0) + (1 - b2) * g * g;
  const velocityHat = Math.max(slots['velocity_hat'] ?? 0, velocity);
  const rate = (num(v, 'learningRate') * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
  return {
    w: w - (rate * momentum) / (Math.sqrt(v['amsgrad'] ? velocityHat : velocity) + num(v, 'epsilon')),
    slots: { momentum, velocity, velocity_hat: velocityHat },
  };
}

const variants = optimizers.flatMap(({ kind, variants: declared = [] }) =>
  [{}, ...declared].map((values): readonly [string, Values] => [kind, values]),
);

const start = [1.5, -0.7, 0.01, -3];
const targets = [0.2, 0.1, -0.3, 4];
const optimizerOf = (kind: string, given: Values): ItemValue => ({ kind, values: parseValues(findOptimizer(kind).params, given).values });

describe.each(variants)('%s %j', (kind, given) => {
  const optimizer = optimizerOf(kind, given);
  const hyper = hyperParameters(optimizer);
  const numbers = Object.fromEntries(
    Object.entries(optimizer.values).flatMap(([name, value]) =>
      typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );
  const starts = Object.entries(findOptimizer(kind).slots(optimizer.values));

  it.each(['cpu', ...comparedEngines] as const)('walks as its formula for 50 steps on %s', async (name) => {
    let expected = start.map((w): Row => ({ w, slots: {} }));
    await onEngine(name, async () => {
      let weight: tf.Tensor = tf.tensor1d(start);
      let slots: Record<string, tf.Tensor> = Object.fromEntries(starts.map(([slot, from]) => [slot, tf.fill([start.length], from)]));
      for (let iteration = 1; iteration <= 50; iteration++) {
        expected = expected.map((row, at) => plain[kind]?.(row, (w) => w - (targets[at] ?? 0), numbers, iteration) ?? row);
        const next = tf.tidy(() => {
          const parts = { weight, slots, scalars: scalarTensors(stepScalars(optimizer, hyper, iteration)) };
          const gradient = tf.sub(lookAhead<tf.Tensor>(tensorAlgebra, optimizer, parts) ?? weight, targets);
          const stepped = stepWeight<tf.Tensor>(tensorAlgebra, optimizer, { ...parts, gradient });
          return { weight: stepped.weight, slots: { ...stepped.slots } };
        });
        tf.dispose([weight, slots]);
        weight = next.weight;
        slots = next.slots;
      }
      const walked = [...(await weight.data())];
      walked.forEach((w, at) => expect(w).toBeCloseTo(expected[at]?.w ?? Number.NaN, 4));
      expect(Math.abs((walked[0] ?? 0) - (start[0] ?? 0))).toBeGreaterThan(1e-5);
      tf.dispose([weight, slots]);
    });
  });
});

/** Walks on plain numbers down to `targets`; gives all points on the way. */
function walk(optimizer: ItemValue, steps: number): { weight: number; slots: Readonly<Record<string, number>> }[] {
  const starts = findOptimizer(optimizer.kind).slots(optimizer.values);
  let own = { weight: 1.5, slots: starts };
  return Array.from({ length: steps }, (_, at) => {
    const parts = { ...own, scalars: stepScalars(optimizer, hyperParameters(optimizer), at + 1) };
    const gradient = (lookAhead(plainAlgebra, optimizer, parts) ?? own.weight) - 0.2;
    own = stepWeight(plainAlgebra, optimizer, { ...parts, gradient });
    return own;
  });
}

it('has a plain formula for every optimizer', () => {
  expect(Object.keys(plain).toSorted()).toEqual(optimizers.map((optimizer) => optimizer.kind).toSorted());
});

it('the weights of Nesterov in the form of Keras are the points ahead of those in the form of lectures', () => {
  const lecture = walk(optimizerOf('lectureNesterov', { learningRate: 0.1, beta: 0.8 }), 40);
  const keras = walk(optimizerOf('sgd', { learningRate: 0.1, momentum: 0.8, nesterov: true }), 40);
  lecture.forEach(({ weight, slots }, at) => expect(weight - 0.8 * (slots['velocity'] ?? 0)).toBeCloseTo(keras[at]?.weight ?? 0, 10));
});

it('momentum in the form of lectures is that of Keras at a learning rate (1 - beta) times as large', () => {
  const lecture = walk(optimizerOf('lectureMomentum', { learningRate: 0.5, beta: 0.8 }), 40);
  const keras = walk(optimizerOf('sgd', { learningRate: 0.1, momentum: 0.8 }), 40);
  lecture.forEach(({ weight }, at) => expect(weight).toBeCloseTo(keras[at]?.weight ?? 0, 10));
});
