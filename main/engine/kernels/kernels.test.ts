import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomSource } from '../../../shared/random/stream.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';

/* Kernels that no block of the catalogue reaches yet; those that one reaches are held by blocks.test.ts. */
const engines = comparedEngines.filter((name) => name !== 'tensorflow');
const random = randomSource(5, 'kernels');
const numbers = (...shape: number[]): number[] => Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());

/** What `work` gives on an engine, as plain numbers. */
const read = (name: 'cpu' | 'wasm' | 'webgpu', work: () => Tensor[]): Promise<number[]> =>
  onEngine(name, async () => {
    const tensors = tf.tidy(work);
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose(tensors);
    return values.flatMap((own) => [...own]);
  });

/** The largest difference between an engine and `cpu`. */
async function difference(name: 'wasm' | 'webgpu', work: () => Tensor[]): Promise<number> {
  const expected = await read('cpu', work);
  const found = await read(name, work);
  if (found.length !== expected.length) throw new Error(`${found.length} numbers in place of ${expected.length}`);
  return found.reduce((largest, value, at) => {
    const own = Math.abs(value - (expected[at] ?? Number.NaN));
    return own <= largest ? largest : own;
  }, 0);
}

const cases = [
  { strides: 1, pad: 'same', multiplier: 1, size: 5, filter: 3 },
  { strides: 1, pad: 'valid', multiplier: 2, size: 6, filter: 3 },
  { strides: 2, pad: 'same', multiplier: 2, size: 7, filter: 3 },
  { strides: 2, pad: 'valid', multiplier: 1, size: 8, filter: 2 },
  { strides: 3, pad: 'valid', multiplier: 1, size: 8, filter: 2 },
] as const;

describe.each(engines)('%s', (name) => {
  it.each(cases)('has the gradients of a convolution by channel: %o', async ({ strides, pad, multiplier, size, filter }) => {
    const image = numbers(2, size, size, 3);
    const weights = numbers(filter, filter, 3, multiplier);
    const upper = numbers(2, size, size, 3 * multiplier);
    const found = difference(name, () => {
      const [dx, dw] = tf.grads((x, w) => {
        const y = tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, strides, pad);
        return tf.sum(tf.mul(y, tf.tensor(upper.slice(0, y.size), y.shape)));
      })([tf.tensor(image, [2, size, size, 3]), tf.tensor(weights, [filter, filter, 3, multiplier])]);
      return [dx, dw].filter((tensor) => tensor !== undefined);
    });
    expect(await found).toBeLessThan(1e-4);
  });

  it.each([
    { segments: [0, 2, 2, 0, 1, 2], count: 3, rest: [] },
    { segments: [4, 4, 0, 4, 0, 4], count: 6, rest: [3] },
    { segments: [0, -1, 5, 1, 1, 3], count: 4, rest: [2, 2] },
  ])('sums rows by segment: %o', async ({ segments, count, rest }) => {
    const rows = numbers(segments.length, ...rest);
    const found = difference(name, () => [
      tf.unsortedSegmentSum(tf.tensor(rows, [segments.length, ...rest]), tf.tensor1d(segments, 'int32'), count),
    ]);
    expect(await found).toBeLessThan(1e-4);
  });
});
