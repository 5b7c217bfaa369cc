import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { activations } from '../../../shared/catalogue/index.ts';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { composedOps } from '../ops/composedOps.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { activate, activationFunctions } from './activate.ts';

const tried = activations.flatMap((activation) =>
  [{}, ...(activation.variants ?? [])].map((given) => ({
    activation,
    value: { kind: activation.kind, values: parseValues(activation.params, given).values } satisfies ItemValue,
  })),
);
/** On both sides of every bend, and on none: there the gradient is a matter of taste. */
const points = Array.from({ length: 24 }, (_, at) => (at - 11.7) / 1.7);

interface Curve {
  readonly y: Float32Array;
  readonly slope: Float32Array;
}

async function curveOf(value: ItemValue): Promise<Curve> {
  const tensors = tf.tidy(() => {
    const x = tf.tensor2d(points, [4, 6]);
    const weights = tf.tensor2d(
      points.map((_, at) => 1 + (at % 5)),
      [4, 6],
    );
    return {
      y: activate(x, value, composedOps),
      slope: tf.grad((own: tf.Tensor) => tf.sum(tf.mul(activate(own, value, composedOps), weights)))(x),
    };
  });
  const [y, slope] = await Promise.all([tensors.y.data(), tensors.slope.data()]);
  tf.dispose(tensors);
  return { y: Float32Array.from(y), slope: Float32Array.from(slope) };
}

it('has the mathematics of every activation, and of no other', () => {
  expect(Object.keys(activationFunctions).toSorted()).toEqual(activations.map(({ kind }) => kind).toSorted());
});

it('is drawn as it is computed where it is a function of one number', async () => {
  await onEngine('cpu', async () => {
    for (const { activation, value } of tried) {
      if (!activation.curve) continue;
      const { y } = await curveOf(value);
      points.forEach((x, at) =>
        expect(y[at], `${activation.kind} at ${x}`).toBeCloseTo(activation.curve?.(x, value.values) ?? Number.NaN, 2),
      );
    }
  });
});

it('is drawn as it is computed where it mixes a row', async () => {
  await onEngine('cpu', async () => {
    const mixing = activations.filter(({ mixes }) => mixes);
    expect(mixing.map(({ kind }) => kind)).toEqual(['softmax', 'logSoftmax']);
    for (const { kind, params, mixes } of mixing) {
      const { y } = await curveOf({ kind, values: parseValues(params, {}).values });
      for (let row = 0; row < points.length; row += 6)
        mixes?.(points.slice(row, row + 6)).forEach((own, at) => expect(y[row + at], kind).toBeCloseTo(own, 5));
    }
  });
});

describe.each(comparedEngines)('on %s', (name) => {
  it('every activation has the values and gradients of cpu', async () => {
    const expected = await onEngine('cpu', () => Promise.all(tried.map(({ value }) => curveOf(value))));
    const found = await onEngine(name, () => Promise.all(tried.map(({ value }) => curveOf(value))));
    tried.forEach(({ value }, at) => {
      for (const part of ['y', 'slope'] as const) {
        expected[at]?.[part].forEach((own, place) => {
          const difference = Math.abs(own - (found[at]?.[part][place] ?? Number.NaN)) / Math.max(1, Math.abs(own));
          expect(difference, `${JSON.stringify(value)} ${part} at ${points[place]}`).toBeLessThan(1e-4);
        });
      }
    });
  });
});
