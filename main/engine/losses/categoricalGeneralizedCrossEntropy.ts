import * as tf from '@tensorflow/tfjs-core';
import { numberOf, targetLike, type Compare } from './loss.ts';

export const categoricalGeneralizedCrossEntropy: Compare = (compared, values) => {
  const q = numberOf(values, 'q');
  const right = tf.sum(tf.mul(compared.prediction, targetLike(compared)), -1);
  return tf.div(tf.sub(1, tf.pow(right, q)), q);
};
