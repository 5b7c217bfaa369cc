import * as tf from '@tensorflow/tfjs-core';
import { f1 as declaration } from '../../../shared/catalogue/metrics/f1.ts';
import { epsilon } from '../losses/loss.ts';
import { defineAccumulator, sum } from './accumulator.ts';
import { answers } from './answers.ts';

/** An output closer to 0 than this is no yes even where it is the largest (Keras). */
const smallest = 1e-9;

/** For each class: right yeses, yeses, and how often it is meant. */
export const f1 = defineAccumulator(declaration, {
  size: (width) => 3 * width,
  batch(compared, { threshold }) {
    const { given, wanted } = answers(compared);
    const said =
      threshold === null
        ? tf.logicalAnd(tf.greaterEqual(given, tf.max(given, -1, true)), tf.greater(tf.abs(given), smallest))
        : tf.greater(given, threshold);
    const yes = tf.cast(said, 'float32');
    return tf.concat([tf.sum(tf.mul(yes, wanted), 0), tf.sum(yes, 0), tf.sum(wanted, 0)]);
  },
  result(sums, { average, beta }) {
    const width = sums.length / 3;
    const classes = Array.from({ length: width }, (_, at) => [sums[at] ?? 0, sums[width + at] ?? 0, sums[2 * width + at] ?? 0] as const);
    const score = (right: number, said: number, meant: number): number => {
      const precision = right / (said + epsilon);
      const recall = right / (meant + epsilon);
      return ((precision * recall) / (beta ** 2 * precision + recall + epsilon)) * (1 + beta ** 2);
    };
    const total = (part: 0 | 1 | 2): number => sum(classes.map((own) => own[part]));
    if (average === 'micro') return score(total(0), total(1), total(2));
    const scores = classes.map((own) => score(...own));
    if (average === 'macro') return sum(scores) / width;
    return sum(scores.map((own, at) => (own * (classes[at]?.[2] ?? 0)) / (total(2) + epsilon)));
  },
});
