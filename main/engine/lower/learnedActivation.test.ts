import { describe, expect, it } from 'vitest';
import { findBlock } from '../../../shared/catalogue/index.ts';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import { testDocument } from '../../../shared/graph/testing/testDocuments.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { blockPlan, rows } from '../testing/blockPlan.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';

/* Numbers of an activation that are weights of its layer: how they move, against the derivative by hand. */

const all = Int32Array.from({ length: rows }, (_, row) => row);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const rate = 0.05;

interface Case {
  readonly value: ItemValue;
  readonly weight: string;
  readonly start: number;
  /** What it gives, and its derivative by the learned number. */
  readonly f: (x: number, learned: number) => number;
  readonly slope: (x: number, learned: number) => number;
}
const cases: readonly Case[] = [
  {
    value: { kind: 'swish', values: { beta: 0.7, learned: true } },
    weight: 'beta',
    start: 0.7,
    f: (x, beta) => x * sigmoid(beta * x),
    slope: (x, beta) => x * x * sigmoid(beta * x) * (1 - sigmoid(beta * x)),
  },
  {
    value: { kind: 'prelu', values: { alpha: 0.25 } },
    weight: 'alpha',
    start: 0.25,
    f: (x, alpha) => (x > 0 ? x : alpha * x),
    slope: (x) => Math.min(0, x),
  },
];

describe.each(cases)('$value.kind as a field', ({ value, weight, start, f, slope }) => {
  const test = { inputs: { x: [[3]] }, values: { units: 4, activation: value }, output: [4], weights: 17 };
  const { plan, data, layer } = blockPlan(findBlock('dense'), test);

  it('has one number more, the last of the weights', () => {
    expect(layer.weights.map(({ name, shape }) => [name, shape.join()])).toEqual([
      ['kernel', '3,4'],
      ['bias', '4'],
      [weight, '1'],
    ]);
  });

  it.each(['cpu', ...comparedEngines] as const)('moves on %s by the derivative that is worked out by hand', async (name) => {
    const { before, after, frozen } = await onEngine(name, async (engine) => {
      const notices: string[] = [];
      const model = await engine.create(plan, data, (words) => notices.push(words));
      const state = await model.readState();
      await model.run([all], [{ learningRate: rate, momentum: 0 }], [{ epoch: 0, step: 0 }]);
      const moved = await model.readState();
      model.dispose();
      expect(notices).toEqual([]);
      return { before: state, after: moved, frozen: 0 };
    });
    expect(frozen).toBe(0);
    const of = (key: string): ArrayLike<number> => before[key]?.numbers ?? [];
    const dense = (x: readonly number[], id: string, units: number): number[] =>
      Array.from({ length: units }, (_, unit) =>
        x.reduce((sum, own, at) => sum + own * (of(`${id}/kernel`)[at * units + unit] ?? 0), of(`${id}/bias`)[unit] ?? 0),
      );
    expect(of(`tested/${weight}`)[0]).toBeCloseTo(start, 6);
    const target = data.columns['target']?.numbers ?? [];
    let gradient = 0;
    for (let row = 0; row < rows; row++) {
      const x = Array.from({ length: 3 }, (_, at) => Number(data.columns['in_x_0']?.numbers?.[row * 3 + at]));
      const z = dense(dense(x, 'before_x_0', 3), 'tested', 4);
      const output = dense(
        z.map((own) => f(own, start)),
        'last',
        2,
      );
      output.forEach((own, unit) => {
        const error = (2 * (own - (target[row * 2 + unit] ?? 0))) / (rows * 2);
        z.forEach((sum, at) => (gradient += error * (of('last/kernel')[at * 2 + unit] ?? 0) * slope(sum, start)));
      });
    }
    expect(Math.abs(gradient)).toBeGreaterThan(1e-3);
    expect(after[`tested/${weight}`]?.numbers[0]).toBeCloseTo(start - rate * gradient, 5);
  });
});

it('stands in an Activation block, and not inside a recurrent one', () => {
  const swish = { kind: 'swish', values: { learned: true } };
  const problemsOf = (kind: string, values: object): readonly string[] =>
    inferDocument(
      testDocument(
        {
          in: ['input', { shape: [4, 2] }],
          own: [kind, { ...values }],
          flat: ['flatten'],
          out: ['dense', { units: 2, activation: 'softmax' }],
          head: ['output'],
        },
        ['in -> own', 'own -> flat', 'flat -> out', 'out -> head'],
      ),
    ).problems.flatMap(({ node, message }) => (node === 'own' ? [message] : []));
  expect(problemsOf('activation', { activation: swish })).toEqual([]);
  expect(problemsOf('simpleRnn', { activation: swish, returnSequences: true })[0]).toBe(
    'Swish inside SimpleRNN cannot be learned, only that of what comes out of a block: choose fixed numbers, or put an Activation behind it',
  );
});
