import * as tf from '@tensorflow/tfjs-core';
import { auc as declaration } from '../../../shared/catalogue/metrics/auc.ts';
import { defineAccumulator, ratio, sum } from './accumulator.ts';
import { answers } from './answers.ts';

/**
 * For each threshold the true and the false yeses, then how many are meant and how many are not. Every output is a yes at the first threshold
 * and none at the last, as Keras has it.
 */
export const auc = defineAccumulator(declaration, {
  size: (_width, { numThresholds }) => 2 * numThresholds + 2,
  batch(compared, { numThresholds }) {
    const { given, wanted } = answers(compared);
    const steps = Float32Array.from({ length: numThresholds }, (_, at) => (at === 0 ? -1 : at));
    const places = tf.mul(tf.clipByValue(tf.reshape(given, [1, -1]), 0, 1), numThresholds - 1);
    const yes = tf.cast(tf.greater(places, tf.tensor2d(steps, [numThresholds, 1])), 'float32');
    const meant = tf.reshape(wanted, [-1, 1]);
    const both = tf.concat([meant, tf.sub(1, meant)], 1);
    const counts = tf.transpose(tf.matMul(yes, both as tf.Tensor2D));
    return tf.concat([tf.reshape(counts, [-1]), tf.sum(both, 0)]);
  },
  result(sums, { curve, numThresholds, summationMethod }) {
    const right = sums.slice(0, numThresholds);
    const wrong = sums.slice(numThresholds, 2 * numThresholds);
    const [meant = 0, others = 0] = sums.slice(2 * numThresholds);
    const at = (numbers: readonly number[], place: number): number => numbers[place] ?? 0;
    const between = (area: (from: number, to: number) => number): number =>
      sum(Array.from({ length: numThresholds - 1 }, (_, place) => area(place, place + 1)));
    if (curve === 'PR' && summationMethod === 'interpolation') {
      // Davis and Goadrich 2006: between two points precision is no line.
      const yes = right.map((own, place) => own + at(wrong, place));
      return between((from, to) => {
        const gained = at(right, from) - at(right, to);
        const slope = ratio(gained, Math.max(0, at(yes, from) - at(yes, to)));
        const intercept = at(right, to) - slope * at(yes, to);
        const grown = at(yes, from) > 0 && at(yes, to) > 0 ? at(yes, from) / at(yes, to) : 1;
        return ratio(slope * (gained + intercept * Math.log(grown)), meant);
      });
    }
    const recall = right.map((own) => ratio(own, meant));
    const xs = curve === 'ROC' ? wrong.map((own) => ratio(own, others)) : recall;
    const ys = curve === 'ROC' ? recall : right.map((own, place) => ratio(own, own + at(wrong, place)));
    const height = (a: number, b: number): number =>
      summationMethod === 'interpolation' ? (a + b) / 2 : summationMethod === 'minoring' ? Math.min(a, b) : Math.max(a, b);
    return between((from, to) => (at(xs, from) - at(xs, to)) * height(at(ys, from), at(ys, to)));
  },
});
