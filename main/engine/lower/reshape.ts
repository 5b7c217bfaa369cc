import * as tf from '@tensorflow/tfjs-core';
import { reshape as block } from '../../../shared/catalogue/blocks/reshape.ts';
import { defineLowering, one } from './lowering.ts';

export const reshape = defineLowering(block, (inputs, _weights, { targetShape }) => {
  const x = one(inputs);
  return { y: tf.reshape(x, [x.shape[0] ?? 0, ...targetShape]) };
});
