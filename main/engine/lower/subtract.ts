import * as tf from '@tensorflow/tfjs-core';
import { subtract as block } from '../../../shared/catalogue/blocks/subtract.ts';
import { defineLowering } from './lowering.ts';
import { merged } from './merged.ts';

export const subtract = defineLowering(block, (inputs) => ({ y: merged(inputs, (a, b) => tf.sub(a, b)) }));
