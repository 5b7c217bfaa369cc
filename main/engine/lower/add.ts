import * as tf from '@tensorflow/tfjs-core';
import { add as block } from '../../../shared/catalogue/blocks/add.ts';
import { defineLowering } from './lowering.ts';
import { merged } from './merged.ts';

export const add = defineLowering(block, (inputs) => ({ y: merged(inputs, (a, b) => tf.add(a, b)) }));
