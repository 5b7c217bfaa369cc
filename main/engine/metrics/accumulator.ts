import type { Tensor } from '@tensorflow/tfjs-core';
import type { Metric } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { Compared } from '../losses/loss.ts';

/**
 * A metric that is no mean over examples: each batch gives numbers that add up over an epoch, as Keras keeps them, and the metric is computed
 * from their sums.
 */
export interface Accumulator<P extends Params = Params> {
  /** How many numbers a head of this width needs. */
  size(width: number, values: ValuesOf<P>): number;
  /** Those of a batch: [size]. */
  batch(compared: Compared, values: ValuesOf<P>): Tensor;
  /** The metric from the sums; not finite where it has no value, such as where a division has nothing to divide by. */
  result(sums: readonly number[], values: ValuesOf<P>): number;
}

/** The mathematics of `metric`, its values typed by the declaration. */
export function defineAccumulator<P extends Params>(_metric: Metric<P>, accumulator: Accumulator<P>): Accumulator<P> {
  return accumulator;
}

/** TensorFlow's `divide_no_nan`. */
export const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
