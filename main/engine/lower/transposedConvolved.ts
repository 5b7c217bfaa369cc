import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { transposedLengths } from '../../../shared/catalogue/blocks/transposed.ts';

interface Transposed {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly outputPadding: readonly number[] | null;
}

/** The way back of a convolution along 1 or 2 axes: `kernel` [...size, filters, channels]. */
export function transposedConvolved(x: Tensor, kernel: Tensor, values: Transposed): Tensor {
  if (values.strides.length === 1) {
    const image = transposedConvolved(tf.expandDims(x, 2), tf.expandDims(kernel, 1), {
      ...values,
      kernelSize: [...values.kernelSize, 1],
      strides: [...values.strides, 1],
      outputPadding: values.outputPadding && [...values.outputPadding, 0],
    });
    return tf.squeeze(image, [2]);
  }
  const [batch = 0, ...lengths] = x.shape;
  const [height = 0, width = 0] = transposedLengths(lengths.slice(0, 2), values);
  const [down = 1, right = 1] = values.strides;
  const filters = kernel.shape[2] ?? 1;
  return tf.conv2dTranspose(x as Tensor4D, kernel as Tensor4D, [batch, height, width, filters], [down, right], values.padding);
}
