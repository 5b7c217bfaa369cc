import * as tf from '@tensorflow/tfjs-core';
import { multiply as block } from '../../../shared/catalogue/blocks/multiply.ts';
import { defineLowering } from './lowering.ts';
import { merged } from './merged.ts';

export const multiply = defineLowering(block, (inputs) => ({ y: merged(inputs, (a, b) => tf.mul(a, b)) }));
