import * as tf from '@tensorflow/tfjs-core';
import { concatenate as block } from '../../../shared/catalogue/blocks/concatenate.ts';
import { defineLowering } from './lowering.ts';

export const concatenate = defineLowering(block, ({ x = [] }, _weights, { axis }) => ({ y: tf.concat([...x], axis) }));
