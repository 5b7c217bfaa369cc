import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { cosineOfTurn } from './cosineOfTurn.ts';
import type { LowerContext } from './lowering.ts';

/** Normally distributed numbers of this step, out of two streams of uniform ones (Box and Muller): the same on every engine but for rounding. */
export function normals(stream: string, shape: readonly number[], { random }: Pick<LowerContext, 'random'>, seed: number | null): Tensor {
  const own = seed ?? undefined;
  // From 0 < u <= 1, so that the logarithm is finite.
  const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, random(`${stream}/radius`, shape, own))), -2));
  return tf.mul(radius, cosineOfTurn(random(`${stream}/angle`, shape, own)));
}
