import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LowerContext } from './lowering.ts';

/** Sets a random share of the numbers to 0 while training and scales the rest up; `shape` is that of the mask, 1 where all share one. */
export function dropped(
  x: Tensor,
  rate: number,
  shape: readonly number[],
  { training, random }: LowerContext,
  seed: number | null,
  stream = 'mask',
): Tensor {
  if (!training || rate === 0) return x;
  const kept = tf.cast(tf.greaterEqual(random(stream, shape, seed ?? undefined), rate), 'float32');
  return tf.mul(x, tf.mul(kept, 1 / (1 - rate)));
}
