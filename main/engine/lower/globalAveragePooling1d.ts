import * as tf from '@tensorflow/tfjs-core';
import { globalAveragePooling1d as block } from '../../../shared/catalogue/blocks/globalAveragePooling1d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalAveragePooling1d = defineLowering(block, (inputs, _weights, values, context) => {
  const x = one(inputs);
  const mask = context.mask?.('x');
  if (!mask) return { y: globallyPooled(x, 'average', values) };
  const counted = tf.expandDims(mask, -1);
  return { y: tf.div(tf.sum(tf.mul(x, counted), 1, values.keepdims), tf.sum(counted, 1, values.keepdims)) };
});
