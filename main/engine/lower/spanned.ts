import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LowerContext } from './lowering.ts';

/** A random number of each example, evenly from -factor to factor. */
export const spanned = (stream: string, batch: number, factor: number, { random }: LowerContext, seed: number | null): Tensor =>
  tf.mul(tf.sub(tf.mul(random(stream, [batch], seed ?? undefined), 2), 1), factor);
