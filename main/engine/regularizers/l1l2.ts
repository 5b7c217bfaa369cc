import * as tf from '@tensorflow/tfjs-core';
import { l1l2 as declaration } from '../../../shared/catalogue/regularizers/l1l2.ts';
import { absolute } from '../ops/absolute.ts';
import { defineRegularize } from './regularize.ts';

export const l1l2 = defineRegularize(declaration, (x, values) =>
  tf.add(tf.mul(tf.sum(absolute(x)), values.l1), tf.mul(tf.sum(tf.square(x)), values.l2)),
);
