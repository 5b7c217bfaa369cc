import * as tf from '@tensorflow/tfjs-core';
import { maximum as block } from '../../../shared/catalogue/blocks/maximum.ts';
import { defineLowering } from './lowering.ts';
import { merged, spread } from './merged.ts';

export const maximum = defineLowering(block, (inputs) => ({ y: merged(inputs, (a, b) => tf.maximum(...spread(a, b))) }));
