import * as tf from '@tensorflow/tfjs-core';
import { rmsNormalization as block } from '../../../shared/catalogue/blocks/rmsNormalization.ts';
import { defineLowering, one, required } from './lowering.ts';

export const rmsNormalization = defineLowering(block, (inputs, weights, { epsilon }) => {
  const x = one(inputs);
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon));
  return { y: tf.mul(tf.mul(x, inverse), required(weights['scale'], 'the scale')) };
});
