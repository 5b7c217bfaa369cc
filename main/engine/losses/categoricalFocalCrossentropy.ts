import * as tf from '@tensorflow/tfjs-core';
import { clipProbability, numberOf, targetLike, type Compare } from './loss.ts';

export const categoricalFocalCrossentropy: Compare = (compared, values) => {
  const p = clipProbability(tf.div(compared.prediction, tf.sum(compared.prediction, -1, true)));
  const entropy = tf.mul(targetLike(compared), tf.neg(tf.log(p)));
  const weight = tf.mul(tf.pow(tf.sub(1, p), numberOf(values, 'gamma')), numberOf(values, 'alpha'));
  return tf.sum(tf.mul(weight, entropy), -1);
};
