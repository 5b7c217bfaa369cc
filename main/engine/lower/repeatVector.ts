import * as tf from '@tensorflow/tfjs-core';
import { repeatVector as block } from '../../../shared/catalogue/blocks/repeatVector.ts';
import { defineLowering, one } from './lowering.ts';

export const repeatVector = defineLowering(block, (inputs, _weights, { n }) => ({ y: tf.tile(tf.expandDims(one(inputs), 1), [1, n, 1]) }));
