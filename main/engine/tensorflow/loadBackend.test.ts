import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { loadTensorflowBackend } from './loadBackend.ts';
import { locateTensorflow } from './locate.ts';

beforeEach(async ({ skip }) => {
  const located = locateTensorflow();
  if (!located.ready) skip(located.reason);
  loadTensorflowBackend({ threads: 2 });
  await tf.setBackend('tensorflow');
});

test('TensorFlow computes in this process, and only the first call decides the threads', async () => {
  const loaded = loadTensorflowBackend({ threads: 1 });
  expect(loaded).toMatchObject({ version: expect.stringMatching(/^2\.\d+\.\d+$/), threads: 2, device: expect.stringMatching(/CPU|GPU/) });
  expect(loaded).toHaveProperty('backend', tf.findBackend('tensorflow'));
  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
  expect([...(await product.data())]).toEqual([19, 22, 43, 50]);
});

test('gradients of a convolution agree with differences', async () => {
  const image = tf.tensor4d(
    Float32Array.from({ length: 25 }, (_, index) => Math.sin(index)),
    [1, 5, 5, 1],
  );
  const kernel = Float32Array.from({ length: 9 }, (_, index) => Math.cos(index));
  const output = (values: tf.Tensor): tf.Scalar =>
    tf
      .conv2d(image, values.reshape<tf.Tensor4D>([3, 3, 1, 1]), 1, 'same')
      .square()
      .sum();
  const gradient = await tf.grad(output)(tf.tensor1d(kernel)).data();
  for (const [index, found] of gradient.entries()) {
    const at = (shift: number): number => output(tf.tensor1d(kernel.with(index, (kernel[index] ?? 0) + shift))).arraySync();
    expect(found).toBeCloseTo((at(0.05) - at(-0.05)) / 0.1, 1);
  }
});
