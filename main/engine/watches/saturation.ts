import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { findActivation } from '../../../shared/catalogue/index.ts';
import { saturation as declaration } from '../../../shared/catalogue/watches/saturation.ts';
import { activate } from '../lower/activate.ts';
import { defineStepLook } from './stepWatch.ts';

/** The derivative by the gradient of the sum: what is applied to each number alone mixes none with another. Steps that only fill up count for nothing. */
export const saturation = defineStepLook(declaration, ({ given, ops }, { bound }) => {
  const shares = given.flatMap(({ x, activation, learned, counts }) => {
    if (activation.kind === 'linear' || !findActivation(activation.kind).curve) return [];
    const derivative = tf.grad((own: Tensor) => tf.sum(activate(own, activation, ops, learned)))(x);
    const flat = tf.cast(tf.less(tf.abs(derivative), bound), 'float32');
    return counts ? tf.div(tf.sum(tf.mul(flat, counts)), tf.mul(tf.sum(counts), x.shape.at(-1) ?? 1)) : tf.mean(flat);
  });
  return shares.length === 0 ? null : tf.div(tf.addN(shares), shares.length);
});
