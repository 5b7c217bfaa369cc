import * as tf from '@tensorflow/tfjs-core';
import type { Conv2DBackpropFilterAttrs, KernelFunc, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The gradient of a convolution by its filter, out of other operations: tfjs's wasm backend has none. With image and channels exchanged
 * against the batch it is itself a convolution: the output's gradient slides over the padded image, its cells as far apart as the stride.
 */
export const conv2dBackpropFilter: KernelFunc = ({ inputs, attrs }) => {
  const { strides, pad, dimRoundingMode, filterShape } = attrs as Partial<Conv2DBackpropFilterAttrs> as Conv2DBackpropFilterAttrs;
  const { x, dy } = inputs as { x: Tensor4D; dy: Tensor4D };
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  return tf.tidy(() => {
    const image = tf.transpose(
      tf.pad(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
      [3, 1, 2, 0],
    );
    const filter = tf.transpose(dy, [1, 2, 0, 3]);
    const slid = tf.conv2d(image, filter, 1, 'valid', 'NHWC', [info.strideHeight, info.strideWidth]);
    // A stride that does not divide the image leaves rows over: they belong to no window.
    const own = tf.slice(slid, [0, 0, 0, 0], [info.inChannels, info.filterHeight, info.filterWidth, info.outChannels]);
    return tf.transpose(own, [1, 2, 0, 3]);
  });
};
