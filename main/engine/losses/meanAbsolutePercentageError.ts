import * as tf from '@tensorflow/tfjs-core';
import { absolute } from '../ops/absolute.ts';
import { epsilon, errorOf, meanOverExample, targetLike, type Compare } from './loss.ts';

export const meanAbsolutePercentageError: Compare = (compared) => {
  const size = tf.maximum(tf.abs(targetLike(compared)), epsilon);
  return tf.mul(meanOverExample(absolute(tf.div(errorOf(compared), size))), 100);
};
