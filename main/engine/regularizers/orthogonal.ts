import * as tf from '@tensorflow/tfjs-core';
import { orthogonal as declaration } from '../../../shared/catalogue/regularizers/orthogonal.ts';
import { absolute } from '../ops/absolute.ts';
import { defineRegularize } from './regularize.ts';

/** Keeps the division of a row of zeros away from 0, as Keras's `normalize` does. */
const smallest = 1e-12;

export const orthogonal = defineRegularize(declaration, (x, { factor, mode }) => {
  // Of a stacked weight each turn's matrix pays for itself: the turns are one more axis in front.
  const across = mode === 'rows' ? -1 : -2;
  const length = tf.sqrt(tf.maximum(tf.sum(tf.square(x), across, true), smallest));
  const directions = tf.div(x, length);
  const cosines = tf.matMul(directions, directions, mode === 'columns', mode === 'rows');
  const size = cosines.shape.at(-1) ?? 1;
  const others = absolute(tf.mul(cosines, tf.sub(1, tf.eye(size))));
  return tf.mul(tf.sum(others), factor / Math.max(1, size * (size - 1)));
});
