import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

type PoolInfo = ReturnType<typeof tf.backend_util.computePool2DInfo>;

/** Every place of a pooling window, in the order in which a window is read: [row, column] offsets. */
export function windowOffsets(info: PoolInfo): readonly (readonly [number, number])[] {
  return Array.from(
    { length: info.filterHeight * info.filterWidth },
    (_, at) => [Math.floor(at / info.filterWidth), at % info.filterWidth] as const,
  );
}

/** What stands at one place of all windows: [batch, outHeight, outWidth, channels] of the image, `outside` where it is padded. */
export function windowPlace(x: Tensor4D, info: PoolInfo, [row, column]: readonly [number, number], outside: number): Tensor4D {
  const { top, bottom, left, right } = info.padInfo;
  const padded = tf.pad(
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    outside,
  );
  const end = (offset: number, count: number, stride: number): number => offset + (count - 1) * stride + 1;
  return tf.stridedSlice(
    padded,
    [0, row, column, 0],
    [info.batchSize, end(row, info.outHeight, info.strideHeight), end(column, info.outWidth, info.strideWidth), info.inChannels],
    [1, info.strideHeight, info.strideWidth, 1],
  ) as Tensor4D;
}

/** The reverse: puts one number of each window at its place in an image of zeros; what falls on the padding is lost. */
export function placeBack(d: Tensor, info: PoolInfo, [row, column]: readonly [number, number]): Tensor4D {
  const { batchSize, outHeight, outWidth, strideHeight, strideWidth, inChannels, inHeight, inWidth } = info;
  const { top, left } = info.padInfo;
  // Zeros between the columns, then between the rows, so that neighbours stand a stride apart.
  const columns = tf.pad(tf.reshape(d, [batchSize * outHeight * outWidth, 1, inChannels]), [
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
  const rows = tf.pad(tf.reshape(columns, [batchSize * outHeight, 1, outWidth * strideWidth * inChannels]), [
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
  ]);
  const spread = tf.reshape(rows, [batchSize, outHeight * strideHeight, outWidth * strideWidth, inChannels]) as Tensor4D;
  const missing = (length: number, offset: number, needed: number): number => Math.max(0, needed - offset - length);
  const moved = tf.pad(spread, [
    [0, 0],
    [row, missing(outHeight * strideHeight, row, top + inHeight)],
    [column, missing(outWidth * strideWidth, column, left + inWidth)],
    [0, 0],
  ]);
  return tf.slice(moved, [0, top, left, 0], [batchSize, inHeight, inWidth, inChannels]);
}
