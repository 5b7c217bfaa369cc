import * as tf from '@tensorflow/tfjs-core';
import { errorOf, meanOverExample, numberOf, type Compare } from './loss.ts';

export const absoluteAndSquaredError: Compare = (compared, values) => {
  const share = numberOf(values, 'share');
  const error = errorOf(compared);
  return meanOverExample(tf.add(tf.mul(tf.abs(error), share), tf.mul(tf.square(error), 1 - share)));
};
