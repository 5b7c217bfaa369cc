import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Keras's epsilon: keeps the division by a length away from 0. */
export const epsilon = 1e-7;

/** Lengths of a weight along these axes, which stay with length 1. */
export const lengths = (weight: Tensor, axes: readonly number[]): Tensor => tf.sqrt(tf.sum(tf.square(weight), [...axes], true));

/** A weight brought from its lengths to those that are wanted. */
export const withLengths = (weight: Tensor, now: Tensor, wanted: Tensor): Tensor => tf.mul(weight, tf.div(wanted, tf.add(now, epsilon)));
