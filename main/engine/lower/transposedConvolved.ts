import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { transposedLengths } from '../../../shared/catalogue/blocks/transposed.ts';

interface Transposed {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly outputPadding: readonly number[] | null;
  readonly dilationRate: readonly number[];
}

/** A kernel [height, width, ...] with zeros between its numbers: what a dilated one is. */
function dilated(kernel: Tensor, [down = 1, right = 1]: readonly number[]): Tensor {
  const [height = 1, width = 1, filters = 1, channels = 1] = kernel.shape;
  /** Zeros behind each of `count` numbers of the middle axis, but for the last. */
  const spread = (x: Tensor, front: number, count: number, rest: number, rate: number): Tensor => {
    if (rate === 1 || count === 1) return x;
    const behind = tf.pad(tf.reshape(x, [front, count, 1, rest]), [
      [0, 0],
      [0, 0],
      [0, rate - 1],
      [0, 0],
    ]);
    return tf.slice(tf.reshape(behind, [front, count * rate, rest]), [0, 0, 0], [front, (count - 1) * rate + 1, rest]);
  };
  const [tall, wide] = [(height - 1) * down + 1, (width - 1) * right + 1];
  const rows = spread(kernel, 1, height, width * filters * channels, down);
  return tf.reshape(spread(rows, tall, width, filters * channels, right), [tall, wide, filters, channels]);
}

/** The way back of a convolution along 1, 2 or 3 axes: `kernel` [...size, filters, channels]. */
export function transposedConvolved(x: Tensor, kernel: Tensor, values: Transposed): Tensor {
  if (values.strides.length === 1) {
    const image = transposedConvolved(tf.expandDims(x, 2), tf.expandDims(kernel, 1), {
      ...values,
      kernelSize: [...values.kernelSize, 1],
      strides: [...values.strides, 1],
      outputPadding: values.outputPadding && [...values.outputPadding, 0],
      dilationRate: [...values.dilationRate, 1],
    });
    return tf.squeeze(image, [2]);
  }
  if (values.strides.length === 3) return transposedVolume(x, kernel, values);
  const [batch = 0, ...lengths] = x.shape;
  const [height = 0, width = 0] = transposedLengths(lengths.slice(0, 2), values);
  const [down = 1, right = 1] = values.strides;
  const filters = kernel.shape[2] ?? 1;
  const spread = dilated(kernel, values.dilationRate) as Tensor4D;
  return tf.conv2dTranspose(x as Tensor4D, spread, [batch, height, width, filters], [down, right], values.padding);
}

/**
 * A volume's layers as images: each is put into a larger image by every layer of the kernel at once, and those images are added where they lie in the
 * larger volume. Every engine has the gradients of images.
 */
function transposedVolume(x: Tensor, kernel: Tensor, values: Transposed): Tensor {
  const [batch = 0, depth = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [layers = 1, tall = 1, wide = 1, filters = 1] = kernel.shape;
  const [step = 1] = values.strides;
  const [rate = 1] = values.dilationRate;
  const side = tf.reshape(tf.transpose(kernel, [1, 2, 0, 3, 4]), [tall, wide, layers * filters, channels]);
  const images = transposedConvolved(tf.reshape(x, [batch * depth, height, width, channels]), side, {
    ...values,
    kernelSize: values.kernelSize.slice(1),
    strides: values.strides.slice(1),
    outputPadding: values.outputPadding && values.outputPadding.slice(1),
    dilationRate: values.dilationRate.slice(1),
  });
  const [, down = 0, right = 0] = images.shape;
  const image = down * right * filters;
  const [length = 0] = transposedLengths([depth, height, width], values);
  const whole = (depth - 1) * step + (layers - 1) * rate + 1;
  // What a convolution of the result would pad in front is cut off.
  const front = values.padding === 'same' ? Math.floor(Math.max(0, whole - length) / 2) : 0;
  const placed = tf.split(images, layers, -1).map((own, at) => {
    // Zeros between the layers, as many as a step leaves out, and so many before and behind that all are of one length.
    const apart = tf.pad(tf.reshape(own, [batch, depth, 1, image]), [
      [0, 0],
      [0, 0],
      [0, step - 1],
      [0, 0],
    ]);
    const end = Math.max(0, front + length - at * rate - depth * step);
    const long = tf.pad(tf.reshape(apart, [batch, depth * step, image]), [
      [0, 0],
      [at * rate, end],
      [0, 0],
    ]);
    return tf.slice(long, [0, front, 0], [batch, length, image]);
  });
  return tf.reshape(tf.addN(placed), [batch, length, down, right, filters]);
}
