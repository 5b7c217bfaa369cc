import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { plainAlgebra } from '../../../shared/catalogue/algebra.ts';
import { findOptimizer, optimizers } from '../../../shared/catalogue/index.ts';
import { hyperParameters, lookAhead, stepScalars, stepWeight } from '../../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { optimizerFormulas as plain, type OptimizerRow as Row } from '../testing/optimizerFormulas.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { scalarTensors, tensorAlgebra } from './tensorAlgebra.ts';

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
