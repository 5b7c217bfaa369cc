import * as tf from '@tensorflow/tfjs-core';
import { clipProbability, meanOverExample, numberOf, smoothed, targetLike, type Compare } from './loss.ts';

/** From logits: max(x, 0) - x z + ln(1 + exp(-|x|)), finite for logits of any size; else as Keras from clipped probabilities. */
export const binaryCrossentropy: Compare = (compared, values) => {
  const target = smoothed(targetLike(compared), numberOf(values, 'labelSmoothing'), 2);
  if (compared.logits) {
    const x = compared.logits;
    const spread = tf.log1p(tf.exp(tf.neg(tf.abs(x))));
    return meanOverExample(tf.add(tf.sub(tf.relu(x), tf.mul(x, target)), spread));
  }
  const p = clipProbability(compared.prediction);
  const yes = tf.mul(target, tf.log(p));
  const no = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, p)));
  return tf.neg(meanOverExample(tf.add(yes, no)));
};
