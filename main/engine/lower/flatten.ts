import * as tf from '@tensorflow/tfjs-core';
import { flatten as block } from '../../../shared/catalogue/blocks/flatten.ts';
import { defineLowering, one } from './lowering.ts';

export const flatten = defineLowering(block, (inputs) => {
  const x = one(inputs);
  return { y: tf.reshape(x, [x.shape[0] ?? -1, x.shape.slice(1).reduce((a, b) => a * b, 1)]) };
});
