import * as tf from '@tensorflow/tfjs-core';
import { clipProbability, meanOverExample, numberOf, targetLike, type Compare } from './loss.ts';

export const binaryFocalCrossentropy: Compare = (compared, values) => {
  const target = targetLike(compared);
  const rest = tf.sub(1, target);
  const right = (p: tf.Tensor): tf.Tensor => tf.add(tf.mul(target, p), tf.mul(rest, tf.sub(1, p)));
  const weight = tf.pow(tf.sub(1, right(compared.prediction)), numberOf(values, 'gamma'));
  return meanOverExample(tf.mul(weight, tf.neg(tf.log(right(clipProbability(compared.prediction))))));
};
