import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { targetLike, type Compared } from '../losses/loss.ts';

/** Prediction and target as rows [examples, width], targets 0 or 1. */
export function answers(compared: Compared): { readonly given: Tensor; readonly wanted: Tensor } {
  const width = compared.prediction.shape.at(-1) ?? 1;
  const wanted = tf.cast(tf.notEqual(targetLike(compared), 0), 'float32');
  return { given: tf.reshape(compared.prediction, [-1, width]), wanted: tf.reshape(wanted, [-1, width]) };
}

/** How many outputs of the same row are larger, for each output [examples, width]. */
export const ranks = (given: Tensor): Tensor => tf.sum(tf.cast(tf.greater(tf.expandDims(given, 1), tf.expandDims(given, 2)), 'float32'), 2);
