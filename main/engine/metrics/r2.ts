import * as tf from '@tensorflow/tfjs-core';
import { r2 as declaration } from '../../../shared/catalogue/metrics/r2.ts';
import { errorOf, targetLike } from '../losses/loss.ts';
import { defineAccumulator, sum } from './accumulator.ts';

/** For each output: sum and sum of squares of the target, sum of squared errors; then the number of examples. */
export const r2 = defineAccumulator(declaration, {
  size: (width) => 3 * width + 1,
  batch(compared) {
    const width = compared.prediction.shape.at(-1) ?? 1;
    const rows = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [-1, width]);
    const wanted = rows(targetLike(compared));
    const error = rows(errorOf(compared));
    return tf.concat([tf.sum(wanted, 0), tf.sum(tf.square(wanted), 0), tf.sum(tf.square(error), 0), tf.tensor1d([wanted.shape[0] ?? 0])]);
  },
  result(sums, { classAggregation }) {
    const width = (sums.length - 1) / 3;
    const count = sums.at(-1) ?? 0;
    const outputs = Array.from({ length: width }, (_, at) => {
      const [total = 0, squares = 0, residual = 0] = [sums[at], sums[width + at], sums[2 * width + at]];
      const variance = squares - (total * total) / count;
      const score = 1 - residual / variance;
      return { variance, score: Math.abs(score) === Number.POSITIVE_INFINITY ? 0 : score };
    });
    if (classAggregation === 'uniformAverage') return sum(outputs.map(({ score }) => score)) / width;
    return sum(outputs.map(({ variance, score }) => variance * score)) / sum(outputs.map(({ variance }) => variance));
  },
});
