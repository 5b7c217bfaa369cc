import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { averagePooling2d as block } from '../../../shared/catalogue/blocks/averagePooling2d.ts';
import { defineLowering, one } from './lowering.ts';

export const averagePooling2d = defineLowering(block, (inputs, _weights, { poolSize, strides, padding }) => ({
  y: tf.avgPool(one(inputs) as Tensor4D, [...poolSize], [...strides], padding),
}));
