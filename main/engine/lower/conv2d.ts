import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d as block } from '../../../shared/catalogue/blocks/conv2d.ts';
import { biasActivate } from './activate.ts';
import { defineLowering, one, required } from './lowering.ts';

export const conv2d = defineLowering(block, (inputs, weights, values, { ops }) => {
  const x = one(inputs) as Tensor4D;
  const kernel = required(weights['kernel'], 'the kernel') as Tensor4D;
  const dilated = Math.max(...values.dilationRate) > 1;
  const y = dilated
    ? dilatedConv2d(x, kernel, values.padding, values.dilationRate)
    : tf.conv2d(x, kernel, [...values.strides], values.padding);
  return { y: biasActivate(y, weights['bias'], values.activation, ops) };
});

/**
 * A dilated convolution as an ordinary one: neighbours in the batch take the place of distant cells (SpaceToBatch). tfjs has no gradient of
 * a dilated convolution, nor has TensorFlow's CPU kernel.
 */
function dilatedConv2d(x: Tensor4D, kernel: Tensor4D, padding: 'valid' | 'same', dilation: readonly [number, number]): Tensor4D {
  const pads: [number, number][] = [];
  const crops: [number, number][] = [];
  for (const axis of [0, 1] as const) {
    const reach = (required(kernel.shape[axis], 'a kernel axis') - 1) * dilation[axis];
    const before = padding === 'same' ? Math.floor(reach / 2) : 0;
    const after = padding === 'same' ? reach - before : 0;
    const length = required(x.shape[axis + 1], 'an image axis') + before + after;
    const extra = (dilation[axis] - (length % dilation[axis])) % dilation[axis];
    pads.push([before, after + extra]);
    crops.push([0, extra]);
  }
  const spread = tf.spaceToBatchND(x, [...dilation], pads);
  return tf.batchToSpaceND(tf.conv2d(spread, kernel, 1, 'valid'), [...dilation], crops);
}
