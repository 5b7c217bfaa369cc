import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { padded } from './atEnds.ts';
import { required } from './lowering.ts';

export interface Convolution {
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal' | 'number';
  /** Zeros on both sides of each axis, where the padding is a number. */
  readonly pads?: readonly number[];
  readonly dilationRate: readonly number[];
  readonly groups: number;
}

/** Convolution along 1, 2 or 3 axes without bias: `kernel` [...size, channels / groups, filters]. */
export function convolved(x: Tensor, kernel: Tensor, values: Convolution): Tensor {
  if (values.padding === 'number') return convolved(withZeros(x, values), kernel, { ...values, padding: 'valid' });
  if (values.groups > 1) return grouped(x, kernel, values);
  const { strides, padding, dilationRate } = values;
  switch (strides.length) {
    case 1: {
      const reach = ((kernel.shape[0] ?? 1) - 1) * (dilationRate[0] ?? 1);
      const read = padding === 'causal' ? padded(x, [reach, 0]) : x;
      const image = convolvedImage(tf.expandDims(read, 2), tf.expandDims(kernel, 1), {
        strides: [strides[0] ?? 1, 1],
        padding: padding === 'causal' ? 'valid' : padding,
        dilation: [dilationRate[0] ?? 1, 1],
      });
      return tf.squeeze(image, [2]);
    }
    case 2:
      return convolvedImage(x, kernel, { strides, padding: padding === 'causal' ? 'valid' : padding, dilation: dilationRate });
    default:
      return convolvedVolume(x, kernel, values);
  }
}

const withZeros = (x: Tensor, { pads = [] }: Pick<Convolution, 'pads'>): Tensor =>
  padded(
    x,
    pads.flatMap((pad) => [pad, pad]),
  );

/** Each part of the channels by its part of the filters; no engine has a gradient of that. */
function grouped(x: Tensor, kernel: Tensor, values: Convolution): Tensor {
  const { groups, strides, padding, dilationRate } = values;
  const [height = 1, width = 1, channels, filters = 1] = kernel.shape;
  // A channel to each part is a depthwise convolution, which all have.
  if (kernel.rank === 4 && channels === 1 && (padding === 'valid' || padding === 'same') && strides[0] === strides[1])
    return depthwise(x, tf.reshape(kernel, [height, width, groups, filters / groups]), { strides, padding, dilation: dilationRate });
  const kernels = tf.split(kernel, groups, -1);
  const parts = tf
    .split(x, groups, -1)
    .map((part, at) => convolved(part, required(kernels[at], 'the filters of a group'), { ...values, groups: 1 }));
  return tf.concat(parts, -1);
}

/** Each channel of an image by filters of its own [height, width, channels, filters of a channel]. */
function depthwise(x: Tensor, kernel: Tensor, { strides, padding, dilation }: Sliding): Tensor {
  const [down = 1, right = 1] = strides;
  const slide = (image: Tensor, pad: 'valid' | 'same'): Tensor =>
    tf.depthwiseConv2d(image as Tensor4D, kernel as Tensor4D, [down, right], pad);
  return Math.max(...dilation) > 1 ? dilated(x, kernel.shape, padding, dilation, (image) => slide(image, 'valid')) : slide(x, padding);
}

interface Sliding {
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dilation: readonly number[];
}

function convolvedImage(x: Tensor, kernel: Tensor, { strides, padding, dilation }: Sliding): Tensor {
  const [down = 1, right = 1] = strides;
  const slide = (image: Tensor, pad: 'valid' | 'same'): Tensor => tf.conv2d(image as Tensor4D, kernel as Tensor4D, [down, right], pad);
  return Math.max(...dilation) > 1 ? dilated(x, kernel.shape, padding, dilation, (image) => slide(image, 'valid')) : slide(x, padding);
}

/**
 * A dilated convolution as an ordinary one, `slide` with 'valid' padding and stride 1: neighbours in the batch take the place of distant cells
 * (SpaceToBatch). tfjs has no gradient of a dilated convolution, nor has TensorFlow's CPU kernel.
 */
function dilated(
  x: Tensor,
  kernelShape: readonly number[],
  padding: 'valid' | 'same',
  dilation: readonly number[],
  slide: (image: Tensor) => Tensor,
): Tensor {
  const pads: [number, number][] = [];
  const crops: [number, number][] = [];
  for (const axis of [0, 1] as const) {
    const rate = dilation[axis] ?? 1;
    const reach = (required(kernelShape[axis], 'a kernel axis') - 1) * rate;
    const before = padding === 'same' ? Math.floor(reach / 2) : 0;
    const after = padding === 'same' ? reach - before : 0;
    const length = required(x.shape[axis + 1], 'an image axis') + before + after;
    const extra = (rate - (length % rate)) % rate;
    pads.push([before, after + extra]);
    crops.push([0, extra]);
  }
  const spread = tf.spaceToBatchND(x, [...dilation], pads);
  return tf.batchToSpaceND(slide(spread), [...dilation], crops);
}

/**
 * A volume's layers as images: those that lie a layer of the kernel apart are convolved by it, and the sum is taken. Every engine has the gradients of
 * images; of volumes few have them, and none with dilation.
 */
function convolvedVolume(x: Tensor, kernel: Tensor, { strides, padding, dilationRate }: Convolution): Tensor {
  const [batch = 0, depth = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [step = 1, ...others] = strides;
  const [rate = 1, ...dilation] = dilationRate;
  const layers = tf.unstack(kernel, 0);
  const reach = (layers.length - 1) * rate;
  const count = padding === 'same' ? Math.ceil(depth / step) : Math.floor((depth - reach - 1) / step) + 1;
  const missing = padding === 'same' ? Math.max(0, (count - 1) * step + reach + 1 - depth) : 0;
  const before = Math.floor(missing / 2);
  // So long that from each layer of the kernel on `count` whole steps can be read.
  const after = Math.max(0, reach + count * step - depth - before);
  const flat = tf.pad(tf.reshape(x, [batch, depth, height * width * channels]), [
    [0, 0],
    [before, after],
    [0, 0],
  ]);
  const images = layers.map((layer, at) => {
    const read = tf.reshape(tf.slice(flat, [0, at * rate, 0], [batch, count * step, -1]), [batch, count, step, -1]);
    const own = step === 1 ? read : tf.slice(read, [0, 0, 0, 0], [batch, count, 1, -1]);
    return convolvedImage(tf.reshape(own, [batch * count, height, width, channels]), layer, {
      strides: others,
      padding: padding === 'same' ? 'same' : 'valid',
      dilation,
    });
  });
  const sum = tf.addN(images);
  return tf.reshape(sum, [batch, count, ...sum.shape.slice(1)]);
}

/** Each channel by filters of its own along 1 or 2 axes: `kernel` [...size, channels, filters of a channel]. */
export function depthwiseConvolved(x: Tensor, kernel: Tensor, values: Omit<Convolution, 'groups'>): Tensor {
  const { strides, padding, dilationRate } = values;
  if (padding === 'number') return depthwiseConvolved(withZeros(x, values), kernel, { ...values, padding: 'valid' });
  const pad = padding === 'same' ? 'same' : 'valid';
  if (strides.length === 2) return depthwise(x, kernel, { strides, padding: pad, dilation: dilationRate });
  const [step = 1] = strides;
  // The axis added has one cell and one window, whatever the stride; TensorFlow wants both strides equal.
  const image = depthwise(tf.expandDims(x, 2), tf.expandDims(kernel, 1), {
    strides: [step, step],
    padding: pad,
    dilation: [dilationRate[0] ?? 1, 1],
  });
  return tf.squeeze(image, [2]);
}
