import * as tf from '@tensorflow/tfjs-core';
import { epsilon, numberOf, targetLike, type Compare } from './loss.ts';
import { summedOver } from './overlap.ts';

export const tversky: Compare = (compared, values) => {
  const sum = summedOver(values);
  const { prediction } = compared;
  const target = targetLike(compared);
  const found = sum(tf.mul(target, prediction));
  const missed = tf.mul(sum(tf.mul(target, tf.sub(1, prediction))), numberOf(values, 'alpha'));
  const tooMuch = tf.mul(sum(tf.mul(tf.sub(1, target), prediction)), numberOf(values, 'beta'));
  return tf.sub(1, tf.div(found, tf.add(tf.add(tf.add(found, missed), tooMuch), epsilon)));
};
