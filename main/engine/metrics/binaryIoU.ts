import * as tf from '@tensorflow/tfjs-core';
import { binaryIoU as declaration } from '../../../shared/catalogue/metrics/binaryIoU.ts';
import { epsilon, targetLike } from '../losses/loss.ts';
import { defineAccumulator, sum } from './accumulator.ts';

/** Right yeses, yeses said, yeses meant, and all. */
export const binaryIoU = defineAccumulator(declaration, {
  size: () => 4,
  batch(compared, { threshold }) {
    const said = tf.cast(tf.greaterEqual(compared.prediction, threshold), 'float32');
    // A target between 0 and 1 is a no, as Keras rounds it down.
    const meant = tf.cast(tf.greaterEqual(targetLike(compared), 1), 'float32');
    return tf.stack([tf.sum(tf.mul(said, meant)), tf.sum(said), tf.sum(meant), tf.scalar(said.size)]);
  },
  result([right = 0, said = 0, meant = 0, all = 0], { targetClassIds }) {
    const yes = [right, said + meant - right] as const;
    const no = [all - yes[1], all - right] as const;
    const shares = (targetClassIds === 'yes' ? [yes] : targetClassIds === 'no' ? [no] : [no, yes])
      .filter(([, union]) => union > 0)
      .map(([common, union]) => common / (union + epsilon));
    return sum(shares) / (shares.length + epsilon);
  },
});
