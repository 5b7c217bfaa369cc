import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d as block } from '../../../shared/catalogue/blocks/conv2d.ts';
import { biasActivate } from './activate.ts';
import { convolved } from './convolved.ts';
import { defineLowering, one, required } from './lowering.ts';

export const conv2d = defineLowering(block, (inputs, weights, values, { ops }) => {
  const kernel = required(weights['kernel'], 'the kernel');
  const { strides, groups, dilationRate, pads, activation } = values;
  const first = values.dataFormat === 'channelsFirst';
  const given = one(inputs) as Tensor4D;
  // No engine trains with the channels first: brought to the end, and back.
  const last = first ? tf.transpose(given, [0, 2, 3, 1]) : given;
  const numbered = values.padding === 'number';
  const x = numbered
    ? tf.pad4d(last, [
        [0, 0],
        [pads[0], pads[0]],
        [pads[1], pads[1]],
        [0, 0],
      ])
    : last;
  const padding = values.padding === 'same' ? 'same' : 'valid';
  const y = convolved(x, kernel, { strides, padding, dilationRate, groups });
  const active = biasActivate(y, weights['bias'], activation, ops);
  return { y: first ? tf.transpose(active, [0, 3, 1, 2]) : active };
});
