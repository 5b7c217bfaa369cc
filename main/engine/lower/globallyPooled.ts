import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The largest number or the mean of each channel over all axes between the batch and the channels. */
export function globallyPooled(x: Tensor, kind: 'max' | 'average', { keepdims }: { readonly keepdims: boolean }): Tensor {
  const [batch = 0, ...lengths] = x.shape;
  const channels = lengths.pop() ?? 1;
  const flat = tf.reshape(x, [batch, -1, channels]);
  const y = kind === 'max' ? largest(flat) : tf.mean(flat, 1);
  return keepdims ? tf.reshape(y, [batch, ...lengths.map(() => 1), channels]) : y;
}

/** The largest number along axis 1. Equal ones share the gradient, as in TensorFlow; tfjs gives each of them all of it. */
const largest = (x: Tensor): Tensor =>
  tf.customGrad((...args) => {
    const [given, save] = args as [Tensor, (saved: Tensor[]) => void];
    const y = tf.max(given, 1, true);
    save([given, y]);
    return {
      value: tf.squeeze(y, [1]),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [before = given, top = y] = saved;
        // Not by a cast: tfjs's webgpu leaves what was true or false as it lies, and cannot transpose it then.
        const met = tf.where(tf.equal(before, top), tf.onesLike(before), tf.zerosLike(before));
        return tf.mul(tf.div(met, tf.sum(met, 1, true)), tf.expandDims(dy, 1));
      },
    };
  })(x);
