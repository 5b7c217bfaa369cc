import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Below this, the square of a length counts as this (Keras, `ops.normalize`). */
const smallest = 1e-12;

/** Brings the numbers along the axes to length 1. */
export function toUnitLength(x: Tensor, axes: readonly number[]): Tensor {
  const squares = tf.sum(tf.square(x), [...axes], true);
  return tf.mul(x, tf.rsqrt(tf.maximum(squares, tf.fill(squares.shape, smallest))));
}
