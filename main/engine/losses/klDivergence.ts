import * as tf from '@tensorflow/tfjs-core';
import { epsilon, targetLike, type Compare } from './loss.ts';

export const klDivergence: Compare = (compared) => {
  const within = (x: tf.Tensor): tf.Tensor => tf.clipByValue(x, epsilon, 1);
  const target = within(targetLike(compared));
  return tf.sum(tf.mul(target, tf.sub(tf.log(target), tf.log(within(compared.prediction)))), -1);
};
