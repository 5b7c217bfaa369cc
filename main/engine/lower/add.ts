import * as tf from '@tensorflow/tfjs-core';
import { add as block } from '../../../shared/catalogue/blocks/add.ts';
import { defineLowering, required } from './lowering.ts';

export const add = defineLowering(block, ({ x = [] }) => ({
  y: x.slice(1).reduce((sum, term) => tf.add(sum, term), required(x[0], 'an input of Add')),
}));
