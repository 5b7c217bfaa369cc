import * as tf from '@tensorflow/tfjs-core';
import { minimum as block } from '../../../shared/catalogue/blocks/minimum.ts';
import { defineLowering } from './lowering.ts';
import { merged, spread } from './merged.ts';

export const minimum = defineLowering(block, (inputs) => ({ y: merged(inputs, (a, b) => tf.minimum(...spread(a, b))) }));
