import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, targetLike, type Compare } from '../losses/loss.ts';

/** Keras's `accuracy`: the largest output for several classes, the side of 0.5 for one; for numbers, within one half. */
export const accuracy: Compare = (compared) => {
  const { prediction, logits, target, encoding } = compared;
  // The largest logit belongs to the largest probability: the activation need not be computed for it.
  const chosen = (): tf.Tensor => tf.argMax(logits ?? prediction, -1);
  if (encoding === 'index') return tf.cast(tf.equal(chosen(), tf.cast(target, 'int32')), 'float32');
  if (encoding === 'oneHot') return tf.cast(tf.equal(chosen(), tf.argMax(target, -1)), 'float32');
  const wanted = targetLike(compared);
  if (encoding === 'binary') return meanOverExample(tf.cast(tf.equal(tf.greater(prediction, 0.5), tf.greater(wanted, 0.5)), 'float32'));
  return meanOverExample(tf.cast(tf.less(tf.abs(tf.sub(prediction, wanted)), 0.5), 'float32'));
};
