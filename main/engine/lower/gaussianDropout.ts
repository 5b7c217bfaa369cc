import * as tf from '@tensorflow/tfjs-core';
import { gaussianDropout as block } from '../../../shared/catalogue/blocks/gaussianDropout.ts';
import { defineLowering, one } from './lowering.ts';
import { normals } from './normals.ts';

export const gaussianDropout = defineLowering(block, (inputs, _weights, { rate, seed }, context) => {
  const x = one(inputs);
  if (!context.training || rate === 0) return { y: x };
  const deviation = Math.sqrt(rate / (1 - rate));
  return { y: tf.mul(x, tf.add(tf.mul(normals('noise', x.shape, context, seed), deviation), 1)) };
});
