import * as tf from '@tensorflow/tfjs-core';
import { rescaling as block } from '../../../shared/catalogue/blocks/rescaling.ts';
import { defineLowering, one } from './lowering.ts';

export const rescaling = defineLowering(block, (inputs, _weights, { scale, offset }) => {
  const scaled = tf.mul(one(inputs), scale);
  return { y: offset === 0 ? scaled : tf.add(scaled, offset) };
});
