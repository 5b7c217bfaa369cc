import * as tf from '@tensorflow/tfjs-core';
import { l1 as declaration } from '../../../shared/catalogue/regularizers/l1.ts';
import { absolute } from '../ops/absolute.ts';
import { defineRegularize } from './regularize.ts';

export const l1 = defineRegularize(declaration, (x, values) => tf.mul(tf.sum(absolute(x)), values.l1));
