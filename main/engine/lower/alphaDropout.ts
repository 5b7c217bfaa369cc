import * as tf from '@tensorflow/tfjs-core';
import { alphaDropout as block } from '../../../shared/catalogue/blocks/alphaDropout.ts';
import { defineLowering, one } from './lowering.ts';

/** What SELU saturates at: -alpha × scale. */
const saturated = -1.6732632423543772 * 1.0507009873554805;

export const alphaDropout = defineLowering(block, (inputs, _weights, { rate, seed }, { training, random }) => {
  const x = one(inputs);
  if (!training || rate === 0) return { y: x };
  // So that mean and variance of numbers of mean 0 and variance 1 stay.
  const scale = ((1 - rate) * (1 + rate * saturated ** 2)) ** -0.5;
  const shift = -scale * saturated * rate;
  const kept = tf.cast(tf.greaterEqual(random('mask', x.shape, seed ?? undefined), rate), 'float32');
  const mixed = tf.add(tf.mul(x, kept), tf.mul(tf.sub(1, kept), saturated));
  return { y: tf.add(tf.mul(mixed, scale), shift) };
});
