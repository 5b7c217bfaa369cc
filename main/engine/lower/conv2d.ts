import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { conv2d as block } from '../../../shared/catalogue/blocks/conv2d.ts';
import { biasActivate } from './activate.ts';
import { defineLowering, one, required } from './lowering.ts';

export const conv2d = defineLowering(block, (inputs, weights, values, { ops }) => {
  const kernel = required(weights['kernel'], 'the kernel') as Tensor4D;
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
  const y = grouped(x, kernel, { strides, padding, dilation: dilationRate }, groups);
  const active = biasActivate(y, weights['bias'], activation, ops);
  return { y: first ? tf.transpose(active, [0, 3, 1, 2]) : active };
});

interface Sliding {
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly dilation: readonly [number, number];
}

function convolve(x: Tensor4D, kernel: Tensor4D, { strides, padding, dilation }: Sliding): Tensor4D {
  return Math.max(...dilation) > 1 ? dilatedConv2d(x, kernel, padding, dilation) : tf.conv2d(x, kernel, [...strides], padding);
}

/** Each part of the channels by its part of the filters; no engine has a gradient of that. A channel to each part is a depthwise convolution, which all have. */
function grouped(x: Tensor4D, kernel: Tensor4D, sliding: Sliding, groups: number): Tensor4D {
  if (groups === 1) return convolve(x, kernel, sliding);
  const [height, width, channels, filters] = kernel.shape;
  const { strides, padding, dilation } = sliding;
  if (channels === 1 && strides[0] === strides[1] && Math.max(...dilation) === 1)
    return tf.depthwiseConv2d(x, tf.reshape(kernel, [height, width, groups, filters / groups]), [...strides], padding);
  const kernels = tf.split<Tensor4D>(kernel, groups, 3);
  return tf.concat<Tensor4D>(
    tf.split<Tensor4D>(x, groups, 3).map((part, at) => convolve(part, required(kernels[at], 'the filters of a group'), sliding)),
    3,
  );
}

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
