import * as tf from '@tensorflow/tfjs-core';
import type { AvgPoolGradAttrs, KernelFunc, Tensor4D } from '@tensorflow/tfjs-core';
import { placeBack, windowOffsets, windowPlace } from './poolWindows.ts';

/**
 * The gradient of average pooling, out of other operations: tfjs's own kernels divide by the whole window also where it lies over the padding,
 * while the mean was taken over the image's part of it.
 */
export const avgPoolGrad: KernelFunc = ({ inputs, attrs }) => {
  const { filterSize, strides, pad } = attrs as Partial<AvgPoolGradAttrs> as AvgPoolGradAttrs;
  const { dy, input } = inputs as { dy: Tensor4D; input: Tensor4D };
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
  return tf.tidy(() => {
    const image = tf.ones([1, info.inHeight, info.inWidth, 1]) as Tensor4D;
    const single = { ...info, batchSize: 1, inChannels: 1 };
    const counts = tf.addN(windowOffsets(info).map((offset) => windowPlace(image, single, offset, 0)));
    const share = tf.div(dy, counts);
    return tf.addN(windowOffsets(info).map((offset) => placeBack(share, info, offset)));
  });
};
