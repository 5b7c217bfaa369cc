import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d as block } from '../../../shared/catalogue/blocks/conv2d.ts';
import { biasActivate } from './activate.ts';
import { convolved } from './convolved.ts';
import { defineLowering, one, required } from './lowering.ts';

export const conv2d = defineLowering(block, (inputs, weights, values, { ops }) => {
  const kernel = required(weights['kernel'], 'the kernel');
  const first = values.dataFormat === 'channelsFirst';
  const given = one(inputs) as Tensor4D;
  // No engine trains with the channels first: brought to the end, and back.
  const last = first ? tf.transpose(given, [0, 2, 3, 1]) : given;
  const y = convolved(last, kernel, values);
  const active = biasActivate(y, weights['bias'], values.activation, ops);
  return { y: first ? tf.transpose(active, [0, 3, 1, 2]) : active };
});
