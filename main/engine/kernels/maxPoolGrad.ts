import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, MaxPoolGradAttrs, Tensor4D } from '@tensorflow/tfjs-core';
import { placeBack, windowOffsets, windowPlace } from './poolWindows.ts';

/** Below any number of an image, and finite. */
const lowest = -3.4e38;

/**
 * The gradient of max pooling, out of other operations: tfjs's wasm kernel loses the gradient of every window without a positive number.
 * Among equals the first of the window has it, as in TensorFlow.
 */
export const maxPoolGrad: KernelFunc = ({ inputs, attrs }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as Partial<MaxPoolGradAttrs> as MaxPoolGradAttrs;
  const { dy, input, output } = inputs as { dy: Tensor4D; input: Tensor4D; output: Tensor4D };
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    let open: tf.Tensor = tf.onesLike(output);
    let gradient: tf.Tensor = tf.zerosLike(input);
    for (const offset of windowOffsets(info)) {
      const largest = tf.cast(tf.equal(windowPlace(input, info, offset, lowest), output), 'float32');
      const taken = tf.mul(largest, open);
      open = tf.sub(open, taken);
      gradient = tf.add(gradient, placeBack(tf.mul(taken, dy), info, offset));
    }
    return gradient;
  });
};
