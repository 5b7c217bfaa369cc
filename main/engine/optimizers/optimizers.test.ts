import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { updates } from './index.ts';
import { scalarTensors } from './update.ts';

type Row = { w: number; slots: Record<string, number> };
type Plain = (row: Row, g: number, v: Readonly<Record<string, number | boolean>>, t: number) => Row;
const num = (v: Readonly<Record<string, number | boolean>>, name: string): number => Number(v[name]);

/** Keras's formulas for one number in double precision. */
const plain: Readonly<Record<string, Plain>> = {
  sgd({ w, slots }, g, v): Row {
    const [rate, beta] = [num(v, 'learningRate'), num(v, 'momentum')];
    const m = beta * (slots['momentum'] ?? 0) - rate * g;
    if (beta === 0) return { w: w - rate * g, slots: {} };
    return { w: v['nesterov'] ? w + beta * m - rate * g : w + m, slots: { momentum: m } };
  },
  rmsprop({ w, slots }, g, v) {
    const rho = num(v, 'rho');
    const velocity = rho * (slots['velocity'] ?? 0) + (1 - rho) * g * g;
    const average = rho * (slots['average_gradient'] ?? 0) + (1 - rho) * g;
    const increment =
      (num(v, 'learningRate') * g) / Math.sqrt((v['centered'] ? velocity - average * average : velocity) + num(v, 'epsilon'));
    const beta = num(v, 'momentum');
    const momentum = beta * (slots['momentum'] ?? 0) + increment;
    return { w: w - (beta > 0 ? momentum : increment), slots: { velocity, average_gradient: average, momentum } };
  },
  adamax({ w, slots }, g, v, t) {
    const m = num(v, 'beta1') * (slots['m'] ?? 0) + (1 - num(v, 'beta1')) * g;
    const u = Math.max(num(v, 'beta2') * (slots['u'] ?? 0), Math.abs(g));
    return { w: w - ((num(v, 'learningRate') / (1 - num(v, 'beta1') ** t)) * m) / (u + num(v, 'epsilon')), slots: { m, u } };
  },
  lion({ w, slots }, g, v) {
    const mixed = (beta: number): number => beta * (slots['momentum'] ?? 0) + (1 - beta) * g;
    return { w: w - num(v, 'learningRate') * Math.sign(mixed(num(v, 'beta1'))), slots: { momentum: mixed(num(v, 'beta2')) } };
  },
  adam({ w, slots }, g, v, t) {
    const [b1, b2] = [num(v, 'beta1'), num(v, 'beta2')];
    const momentum = b1 * (slots['momentum'] ?? 0) + (1 - b1) * g;
    const velocity = b2 * (slots['velocity'] ?? 0) + (1 - b2) * g * g;
    const velocityHat = Math.max(slots['velocity_hat'] ?? 0, velocity);
    const rate = (num(v, 'learningRate') * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
    return {
      w: w - (rate * momentum) / (Math.sqrt(v['amsgrad'] ? velocityHat : velocity) + num(v, 'epsilon')),
      slots: { momentum, velocity, velocity_hat: velocityHat },
    };
  },
};

const variants = optimizers.flatMap(({ kind, variants: declared = [] }) =>
  [{}, ...declared].map((values): readonly [string, Values] => [kind, values]),
);

it('has the mathematics of every optimizer', () => {
  expect(Object.keys(updates).toSorted()).toEqual(optimizers.map((optimizer) => optimizer.kind).toSorted());
});

describe.each(variants)('%s %j', (kind, given) => {
  const declaration = optimizers.find((optimizer) => optimizer.kind === kind);
  const { values } = parseValues(declaration?.params ?? {}, given);
  const numbers = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [])),
  );
  const hyper = Object.fromEntries((declaration?.hyper ?? []).map((name) => [name, Number(numbers[name])]));
  const start = [1.5, -0.7, 0.01, -3];
  const targets = [0.2, 0.1, -0.3, 4];

  it.each(['cpu', ...comparedEngines] as const)('walks as its formula for 50 steps on %s', async (name) => {
    let expected = start.map((w): Row => ({ w, slots: {} }));
    await onEngine(name, async () => {
      let weight: tf.Tensor = tf.tensor1d(start);
      let slots: Record<string, tf.Tensor> = Object.fromEntries(
        (declaration?.slots(values) ?? []).map((slot) => [slot, tf.zeros([start.length])]),
      );
      for (let iteration = 1; iteration <= 50; iteration++) {
        expected = expected.map((row, at) => plain[kind]?.(row, row.w - (targets[at] ?? 0), numbers, iteration) ?? row);
        const next = tf.tidy(() => {
          const stepped = updates[kind]?.step(
            { weight, gradient: tf.sub(weight, targets), slots, scalars: scalarTensors(updates[kind].scalars(hyper, iteration)) },
            values,
          );
          if (!stepped) throw new Error('no update');
          return { weight: stepped.weight, slots: { ...stepped.slots } };
        });
        tf.dispose([weight, slots]);
        weight = next.weight;
        slots = next.slots;
      }
      const walked = [...(await weight.data())];
      walked.forEach((w, at) => expect(w).toBeCloseTo(expected[at]?.w ?? Number.NaN, 4));
      expect(Math.abs((walked[0] ?? 0) - (start[0] ?? 0))).toBeGreaterThan(1e-3);
      tf.dispose([weight, slots]);
    });
  });
});
