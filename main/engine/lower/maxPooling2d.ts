import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { maxPooling2d as block } from '../../../shared/catalogue/blocks/maxPooling2d.ts';
import { defineLowering, one } from './lowering.ts';

export const maxPooling2d = defineLowering(block, (inputs, _weights, { poolSize, strides, padding }) => ({
  y: tf.maxPool(one(inputs) as Tensor4D, [...poolSize], [...strides], padding),
}));
