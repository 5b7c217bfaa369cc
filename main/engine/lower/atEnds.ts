import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Numbers at the ends of each axis between the batch and the channels, as pairs for `flat`: the input with its last axis and the channels as one,
 * since webgpu pads and cuts four axes at most.
 */
function endsOf(x: Tensor, values: readonly number[]): { flat: Tensor; pairs: [number, number][] } {
  const channels = x.shape.at(-1) ?? 1;
  const last = values.length / 2 - 1;
  const pairs = Array.from({ length: values.length / 2 }, (_, axis): [number, number] => {
    const width = axis === last ? channels : 1;
    return [(values[2 * axis] ?? 0) * width, (values[2 * axis + 1] ?? 0) * width];
  });
  return { flat: tf.reshape(x, [...x.shape.slice(0, -2), -1]), pairs: [[0, 0], ...pairs] };
}

/** `flat` with its channels apart again. */
function unfold(flat: Tensor, { shape }: Tensor): Tensor {
  const channels = shape.at(-1) ?? 1;
  return tf.reshape(flat, [...flat.shape.slice(0, -1), (flat.shape.at(-1) ?? 0) / channels, channels]);
}

/** Puts zeros at the ends of the axes: two numbers of an axis side by side. */
export function padded(x: Tensor, padding: readonly number[]): Tensor {
  const { flat, pairs } = endsOf(x, padding);
  return unfold(tf.pad(flat, pairs), x);
}

/** What is left between the ends that are cut off. */
export function cropped(x: Tensor, cropping: readonly number[]): Tensor {
  const { flat, pairs } = endsOf(x, cropping);
  const begin = pairs.map(([before]) => before);
  const size = flat.shape.map((length, axis) => length - (pairs[axis]?.[0] ?? 0) - (pairs[axis]?.[1] ?? 0));
  return unfold(tf.slice(flat, begin, size), x);
}
