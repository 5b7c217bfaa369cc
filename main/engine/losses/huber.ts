import * as tf from '@tensorflow/tfjs-core';
import { errorOf, meanOverExample, numberOf, type Compare } from './loss.ts';

/** By the part of each error that is within the bound, and what is beyond: no choice between formulas, whose gradient would be needed on both sides. */
export const huber: Compare = (compared, values) => {
  const bound = numberOf(values, 'delta');
  const size = tf.abs(errorOf(compared));
  const within = tf.minimum(size, bound);
  return meanOverExample(tf.add(tf.mul(tf.square(within), 0.5), tf.mul(tf.sub(size, within), bound)));
};
