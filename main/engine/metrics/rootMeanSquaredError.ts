import * as tf from '@tensorflow/tfjs-core';
import { rootMeanSquaredError as declaration } from '../../../shared/catalogue/metrics/rootMeanSquaredError.ts';
import { errorOf } from '../losses/loss.ts';
import { defineAccumulator } from './accumulator.ts';

export const rootMeanSquaredError = defineAccumulator(declaration, {
  size: () => 2,
  batch(compared) {
    const error = errorOf(compared);
    return tf.stack([tf.sum(tf.square(error)), tf.scalar(error.size)]);
  },
  result: ([squares = 0, count = 0]) => Math.sqrt(squares / count),
});
