import * as tf from '@tensorflow/tfjs-core';
import { prelu as block } from '../../../shared/catalogue/blocks/prelu.ts';
import { defineLowering, one, required } from './lowering.ts';

/** By two relus and not by tfjs's `prelu`, so that every engine has the gradient of the slopes. */
export const prelu = defineLowering(block, (inputs, weights, _values, { ops }) => {
  const x = one(inputs);
  return { y: tf.sub(ops.relu(x), tf.mul(required(weights['alpha'], 'the slopes'), ops.relu(tf.neg(x)))) };
});
