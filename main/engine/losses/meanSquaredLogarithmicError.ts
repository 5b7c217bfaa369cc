import * as tf from '@tensorflow/tfjs-core';
import { epsilon, meanOverExample, targetLike, type Compare } from './loss.ts';

/** Numbers below Keras's epsilon count as epsilon. */
export const meanSquaredLogarithmicError: Compare = (compared) => {
  const logarithm = (x: tf.Tensor): tf.Tensor => tf.log(tf.add(tf.maximum(x, epsilon), 1));
  return meanOverExample(tf.squaredDifference(logarithm(compared.prediction), logarithm(targetLike(compared))));
};
