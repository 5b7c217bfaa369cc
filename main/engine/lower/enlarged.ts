import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Makes each axis between the batch and the channels `size` times as long. */
export function enlarged(x: Tensor, size: readonly number[], interpolation: 'nearest' | 'bilinear'): Tensor {
  return size.reduce((image, factor, at) => {
    if (factor === 1) return image;
    const shape = [...image.shape];
    const length = shape[at + 1] ?? 1;
    const before = shape.slice(0, at + 1).reduce((a, b) => a * b, 1);
    // Four axes are all that every engine repeats and joins.
    const flat = tf.reshape(image, [before, length, 1, -1]);
    const larger = interpolation === 'nearest' ? repeated(flat, factor) : interpolated(flat, factor);
    return tf.reshape(
      larger,
      shape.map((own, axis) => (axis === at + 1 ? own * factor : own)),
    );
  }, x);
}

const repeated = (x: Tensor, factor: number): Tensor => {
  const [before = 0, length = 0, , behind = 0] = x.shape;
  return tf.broadcastTo(x, [before, length, factor, behind]);
};

/**
 * In straight lines from the middle of one cell to the middle of the next (half-pixel centres, as in Keras), flat beyond the outermost ones. tfjs
 * has no gradient of this; each of the `factor` new cells is a fixed mixture of its old one and a neighbour.
 */
function interpolated(x: Tensor, factor: number): Tensor {
  const [before = 0, length = 0, , behind = 0] = x.shape;
  const part = (start: number, count: number): Tensor => tf.slice(x, [0, start, 0, 0], [before, count, 1, behind]);
  const left = tf.concat([part(0, 1), part(0, length - 1)], 1);
  const right = tf.concat([part(1, length - 1), part(length - 1, 1)], 1);
  const cells = Array.from({ length: factor }, (_, at) => {
    const offset = (at + 0.5) / factor - 0.5;
    const neighbour = offset < 0 ? left : right;
    return tf.add(tf.mul(x, 1 - Math.abs(offset)), tf.mul(neighbour, Math.abs(offset)));
  });
  return tf.concat(cells, 2);
}
