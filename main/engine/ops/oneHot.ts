import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Classes [batch] as rows of 0 and 1, float32 [batch, classes]. Made as int32 and converted: asked for float32, tfjs's wasm kernel writes the
 * bits of an integer, and a 1 becomes 1.4e-45.
 */
export function oneHot(index: Tensor, classes: number): Tensor {
  return tf.cast(tf.oneHot(tf.cast(index, 'int32'), classes, 1, 0, 'int32'), 'float32');
}
