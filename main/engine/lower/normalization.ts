import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { normalization as block } from '../../../shared/catalogue/blocks/normalization.ts';
import { defineLowering, one, required } from './lowering.ts';

/** Keras divides by no less than this. */
const smallest = 1e-7;

export const normalization = defineLowering(block, (inputs, weights, { mean, variance, invert }) => {
  const x = one(inputs);
  const middle: Tensor | number = mean ?? required(weights['mean'], 'the mean');
  const deviation: Tensor | number =
    variance === null
      ? tf.clipByValue(tf.sqrt(required(weights['variance'], 'the variance')), smallest, 3e38)
      : Math.max(Math.sqrt(variance), smallest);
  return { y: invert ? tf.add(tf.mul(x, deviation), middle) : tf.div(tf.sub(x, middle), deviation) };
});
