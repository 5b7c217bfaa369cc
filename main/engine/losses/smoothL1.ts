import * as tf from '@tensorflow/tfjs-core';
import { huber } from './huber.ts';
import { numberOf, type Compare } from './loss.ts';

export const smoothL1: Compare = (compared, values) => {
  const beta = numberOf(values, 'beta');
  return tf.div(huber(compared, { delta: beta }), beta);
};
