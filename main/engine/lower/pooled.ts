import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { required } from './lowering.ts';

interface PoolValues {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
}

/** Slides a window along 1, 2 or 3 axes and takes its largest number or its mean; what lies on the padding does not count. */
export function pooled(x: Tensor, kind: 'max' | 'average', { poolSize, strides, padding }: PoolValues): Tensor {
  const pool = (image: Tensor, size: readonly number[], step: readonly number[]): Tensor => {
    const [height = 1, width = 1] = size;
    const [down = 1, right = 1] = step;
    const work = kind === 'max' ? tf.maxPool : tf.avgPool;
    return work(image as Tensor4D, [height, width], [down, right], padding);
  };
  if (poolSize.length === 2) return pool(x, poolSize, strides);
  if (poolSize.length === 1) return tf.squeeze(pool(tf.expandDims(x, 2), poolSize, strides), [2]);
  // The largest number and the mean of a box are those of its layers' own: every engine pools images well, volumes less so.
  const [batch = 0, depth = 0, height = 0, width = 0, channels = 0] = x.shape;
  const layers = pool(tf.reshape(x, [batch * depth, height, width, channels]), poolSize.slice(1), strides.slice(1));
  const [, down = 0, right = 0] = layers.shape;
  const boxes = pool(tf.reshape(layers, [batch, depth, down * right, channels]), poolSize.slice(0, 1), strides.slice(0, 1));
  return tf.reshape(boxes, [batch, required(boxes.shape[1], 'a depth'), down, right, channels]);
}
