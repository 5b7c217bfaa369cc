import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Sizes of numbers, whose gradient at 0 is 0 as in TensorFlow; that of tfjs's own `abs` is -1 there. */
export const absolute: (x: Tensor) => Tensor = tf.customGrad((...args) => {
  const [x, save] = args as [Tensor, (saved: Tensor[]) => void];
  save([x]);
  return { value: tf.abs(x), gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(dy, tf.sign(saved[0] ?? x)) };
});
