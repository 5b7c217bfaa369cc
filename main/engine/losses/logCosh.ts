import * as tf from '@tensorflow/tfjs-core';
import { errorOf, meanOverExample, type Compare } from './loss.ts';

/** As x + softplus(-2 x) - ln 2, which no error is too large for. */
export const logCosh: Compare = (compared) => {
  const x = errorOf(compared);
  return meanOverExample(tf.sub(tf.add(x, tf.softplus(tf.mul(x, -2))), Math.LN2));
};
