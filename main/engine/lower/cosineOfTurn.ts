import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Of the sine, from the highest power down: below 1e-7 off on a quarter turn both ways. */
const sinePowers = [-1 / 39_916_800, 1 / 362_880, -1 / 5040, 1 / 120, -1 / 6, 1];

/** cos(2 pi u) for 0 <= u < 1. Graphics cards promise no more than three digits of their own cosine. */
export function cosineOfTurn(u: Tensor): Tensor {
  const half = tf.mul(tf.sub(u, 0.5), Math.PI);
  const square = tf.square(half);
  const [highest = 0, ...others] = sinePowers;
  const series = others.reduce<Tensor>((sum, factor) => tf.add(tf.mul(sum, square), factor), tf.fill(u.shape, highest));
  // cos(2 pi u) = 2 sin(pi (u - 1/2))^2 - 1
  return tf.sub(tf.mul(tf.square(tf.mul(half, series)), 2), 1);
}
