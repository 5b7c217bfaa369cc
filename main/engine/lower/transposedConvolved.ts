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

/** The way back of a convolution along 1 or 2 axes: `kernel` [...size, filters, channels]. */
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
  const [batch = 0, ...lengths] = x.shape;
  const [height = 0, width = 0] = transposedLengths(lengths.slice(0, 2), values);
  const [down = 1, right = 1] = values.strides;
  const filters = kernel.shape[2] ?? 1;
  const spread = dilated(kernel, values.dilationRate) as Tensor4D;
  return tf.conv2dTranspose(x as Tensor4D, spread, [batch, height, width, filters], [down, right], values.padding);
}
