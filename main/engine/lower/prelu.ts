import * as tf from '@tensorflow/tfjs-core';
import { prelu as block } from '../../../shared/catalogue/blocks/prelu.ts';
import { defineLowering, one, required } from './lowering.ts';

/** By two relus and not by tfjs's `prelu`, so that every engine has the gradient of the slopes. */
export const prelu = defineLowering(block, (inputs, weights, _values, { ops, observe }) => {
  const x = one(inputs);
  const alpha = required(weights['alpha'], 'the slopes');
  observe?.({ x, activation: { kind: 'prelu', values: {} }, learned: { alpha }, counts: null });
  return { y: tf.sub(ops.relu(x), tf.mul(alpha, ops.relu(tf.neg(x)))) };
});
