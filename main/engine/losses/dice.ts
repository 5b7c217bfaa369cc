import * as tf from '@tensorflow/tfjs-core';
import { epsilon, targetLike, type Compare } from './loss.ts';
import { summedOver } from './overlap.ts';

export const dice: Compare = (compared, values) => {
  const sum = summedOver(values);
  const { prediction } = compared;
  const target = targetLike(compared);
  const all = tf.add(tf.add(sum(target), sum(prediction)), epsilon);
  return tf.sub(1, tf.div(tf.mul(2, sum(tf.mul(target, prediction))), all));
};
