import * as tf from '@tensorflow/tfjs-core';
import { globalAveragePooling2d as block } from '../../../shared/catalogue/blocks/globalAveragePooling2d.ts';
import { defineLowering, one } from './lowering.ts';

export const globalAveragePooling2d = defineLowering(block, (inputs, _weights, { keepdims }) => ({
  y: tf.mean(one(inputs), [1, 2], keepdims),
}));
