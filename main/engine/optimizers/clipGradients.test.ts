import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Values } from '../../../shared/catalogue/params.ts';
import { parseValue } from '../../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../../shared/catalogue/trainingParams.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { clipGradients } from './clipGradients.ts';

const norm = (numbers: readonly number[]): number => Math.hypot(...numbers);
const gradients: Readonly<Record<string, readonly number[]>> = { long: [3, -4, 0.1], short: [0.2, -0.1], zero: [0, 0] };
const all = norm(Object.values(gradients).flat());

/** What each way makes of a gradient, in words of plain numbers. */
const ways: readonly (readonly [Values, (own: readonly number[]) => readonly number[]])[] = [
  [{ clipvalue: 0.5 }, (own) => own.map((g) => Math.max(-0.5, Math.min(0.5, g)))],
  [{ clipnorm: 2 }, (own) => own.map((g) => (norm(own) > 2 ? (g * 2) / norm(own) : g))],
  [{ globalClipnorm: 2 }, (own) => own.map((g) => (g * 2) / all)],
  [{ globalClipnorm: 7 }, (own) => own],
  [{}, (own) => own],
];

describe.each(['cpu', ...comparedEngines] as const)('on %s', (name) => {
  it.each(ways)('clips by %j', async (values, plain) => {
    await onEngine(name, async () => {
      const clipped = tf.tidy(() => {
        const tensors = new Map(Object.entries(gradients).map(([key, own]) => [key, tf.tensor1d([...own])]));
        return Object.fromEntries(clipGradients(tensors, { kind: 'sgd', values }));
      });
      for (const [key, tensor] of Object.entries(clipped)) {
        const expected = plain(gradients[key] ?? []);
        [...(await tensor.data())].forEach((g, at) => expect(g).toBeCloseTo(expected[at] ?? Number.NaN, 5));
        tensor.dispose();
      }
    });
  });
});

it('computes nothing where nothing is clipped', () => {
  const none = new Map<string, tf.Tensor>();
  expect(clipGradients(none, { kind: 'sgd', values: { clipnorm: null } })).toBe(none);
});

it('is refused, with a fix, in two ways at once', () => {
  const chosen = (values: Values) => parseValue(trainingParams.optimizer, { kind: 'sgd', values });
  expect(chosen({ clipnorm: 1 })).toHaveProperty('value');
  expect(chosen({ clipnorm: 1, clipvalue: 1 })).toEqual({
    problem: 'SGD, gradients can be clipped in one way only: keep one of clipnorm, clipvalue and globalClipnorm',
  });
});
