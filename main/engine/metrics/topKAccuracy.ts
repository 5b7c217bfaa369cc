import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, numberOf, targetLike, type Compare } from '../losses/loss.ts';

/** By counting the outputs above that of the class: two that are equal are both among the first, as in TensorFlow's `in_top_k`. */
export const topKAccuracy: Compare = (compared, values) => {
  const given = compared.logits ?? compared.prediction;
  const own = tf.sum(tf.mul(given, targetLike(compared)), -1, true);
  const above = tf.sum(tf.cast(tf.greater(given, own), 'float32'), -1);
  return meanOverExample(tf.cast(tf.less(above, numberOf(values, 'k')), 'float32'));
};
