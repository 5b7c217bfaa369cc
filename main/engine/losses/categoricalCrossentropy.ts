import * as tf from '@tensorflow/tfjs-core';
import { clipProbability, numberOf, smoothed, targetLike, type Compare } from './loss.ts';

/** From logits where the head has them, else as Keras from probabilities: normalized and clipped. Also the sparse form. */
export const categoricalCrossentropy: Compare = (compared, values) => {
  const target = smoothed(targetLike(compared), numberOf(values, 'labelSmoothing'), compared.prediction.shape.at(-1) ?? 1);
  if (compared.logits) return compared.ops.softmaxCrossEntropy(compared.logits, target);
  const normalized = tf.div(compared.prediction, tf.sum(compared.prediction, -1, true));
  return tf.neg(tf.sum(tf.mul(target, tf.log(clipProbability(normalized))), -1));
};
