import * as tf from '@tensorflow/tfjs-core';
import type {
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  KernelFunc,
  Tensor4D,
} from '@tensorflow/tfjs-core';
import { placeBack, windowOffsets, windowPlace } from './poolWindows.ts';

/*
 * The gradients of a convolution of each channel by itself, out of other operations: tfjs's wasm backend has none. Place after place of the
 * window, as with pooling. tfjs asks for them without dilation only.
 */

/** By the filter: what stands at each place of all windows, times the output's gradient, summed over batch and windows. */
export const depthwiseBackpropFilter: KernelFunc = ({ inputs, attrs }) => {
  const { strides, pad, dimRoundingMode, filterShape } =
    attrs as Partial<DepthwiseConv2dNativeBackpropFilterAttrs> as DepthwiseConv2dNativeBackpropFilterAttrs;
  const { x, dy } = inputs as { x: Tensor4D; dy: Tensor4D };
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode, true);
  const [height, width, channels, multiplier] = filterShape;
  return tf.tidy(() => {
    const windows = info.batchSize * info.outHeight * info.outWidth;
    const perChannel = tf.reshape(dy, [windows, channels, multiplier]);
    const places = windowOffsets(info).map((offset) =>
      tf.sum(tf.mul(tf.reshape(windowPlace(x, info, offset, 0), [windows, channels, 1]), perChannel), 0),
    );
    return tf.reshape(tf.stack(places), [height, width, channels, multiplier]);
  });
};

/** By the image: the output's gradient times each place of the filter, put back where that place of the window lies. */
export const depthwiseBackpropInput: KernelFunc = ({ inputs, attrs }) => {
  const { strides, pad, dimRoundingMode, inputShape } =
    attrs as Partial<DepthwiseConv2dNativeBackpropInputAttrs> as DepthwiseConv2dNativeBackpropInputAttrs;
  const { dy, filter } = inputs as { dy: Tensor4D; filter: Tensor4D };
  const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode, true);
  const [, , channels, multiplier] = filter.shape;
  return tf.tidy(() => {
    const perChannel = tf.reshape(dy, [info.batchSize * info.outHeight * info.outWidth, channels, multiplier]);
    const shares = windowOffsets(info).map((offset) => {
      const place = tf.reshape(tf.slice(filter, [...offset, 0, 0], [1, 1, channels, multiplier]), [channels, multiplier]);
      return placeBack(tf.sum(tf.mul(perChannel, place), 2), info, offset);
    });
    return tf.addN(shares);
  });
};
