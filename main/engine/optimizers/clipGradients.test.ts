import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Values } from '../../../shared/catalogue/params.ts';
import { parseValue } from '../../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../../shared/catalogue/trainingParams.ts';
import { clipped, clippedPlainly, clippingWays } from '../testing/clippingWays.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { clipGradients } from './clipGradients.ts';

describe.each(['cpu', ...comparedEngines] as const)('on %s', (name) => {
  it.each(clippingWays)('clips by %j', async (values, plain) => {
    const found = await onEngine(name, () => clipped(values));
    clippedPlainly(plain).forEach((g, at) => expect(found[at]).toBeCloseTo(g, 5));
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
