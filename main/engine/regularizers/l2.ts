import * as tf from '@tensorflow/tfjs-core';
import { l2 as declaration } from '../../../shared/catalogue/regularizers/l2.ts';
import { defineRegularize } from './regularize.ts';

export const l2 = defineRegularize(declaration, (x, values) => tf.mul(tf.sum(tf.square(x)), values.l2));
