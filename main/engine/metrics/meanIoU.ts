import * as tf from '@tensorflow/tfjs-core';
import { meanIoU as declaration } from '../../../shared/catalogue/metrics/meanIoU.ts';
import { epsilon } from '../losses/loss.ts';
import { oneHot } from '../ops/oneHot.ts';
import { defineAccumulator, sum } from './accumulator.ts';
import { answers } from './answers.ts';

/** For each class: how often it is right, said, and meant. */
export const meanIoU = defineAccumulator(declaration, {
  size: (width) => 3 * width,
  batch(compared) {
    const { given, wanted } = answers(compared);
    const said = oneHot(tf.argMax(given, -1), given.shape[1] ?? 1);
    return tf.concat([tf.sum(tf.mul(said, wanted), 0), tf.sum(said, 0), tf.sum(wanted, 0)]);
  },
  result(sums) {
    const width = sums.length / 3;
    const shares = Array.from({ length: width }, (_, at) => {
      const right = sums[at] ?? 0;
      const union = (sums[width + at] ?? 0) + (sums[2 * width + at] ?? 0) - right;
      return union > 0 ? [right / (union + epsilon)] : [];
    }).flat();
    return sum(shares) / (shares.length + epsilon);
  },
});
