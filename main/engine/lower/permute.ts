import * as tf from '@tensorflow/tfjs-core';
import { permute as block } from '../../../shared/catalogue/blocks/permute.ts';
import { defineLowering, one } from './lowering.ts';

export const permute = defineLowering(block, (inputs, _weights, { dims }) => ({ y: tf.transpose(one(inputs), [0, ...dims]) }));
