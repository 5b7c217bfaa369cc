import * as tf from '@tensorflow/tfjs-core';
import { average as block } from '../../../shared/catalogue/blocks/average.ts';
import { defineLowering } from './lowering.ts';
import { merged } from './merged.ts';

export const average = defineLowering(block, (inputs) => ({
  y: tf.div(
    merged(inputs, (sum, x) => tf.add(sum, x)),
    inputs['x']?.length ?? 1,
  ),
}));
