import * as tf from '@tensorflow/tfjs-core';
import { targetLike, type Compare } from './loss.ts';

export const categoricalHinge: Compare = (compared) => {
  const target = targetLike(compared);
  const right = tf.sum(tf.mul(target, compared.prediction), -1);
  const wrong = tf.max(tf.mul(tf.sub(1, target), compared.prediction), -1);
  return tf.relu(tf.add(tf.sub(wrong, right), 1));
};
