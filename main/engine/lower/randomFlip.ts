import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { randomFlip as block } from '../../../shared/catalogue/blocks/randomFlip.ts';
import { defineLowering, one } from './lowering.ts';

export const randomFlip = defineLowering(block, (inputs, _weights, { mode, seed }, { training, random }) => {
  const x = one(inputs);
  if (!training) return { y: x };
  const [batch = 0] = x.shape;
  const flip = (pictures: Tensor, axis: number, stream: string): Tensor => {
    const turned = tf.cast(tf.less(random(stream, [batch], seed ?? undefined), 0.5), 'float32');
    const share = tf.reshape(turned, [batch, 1, 1, 1]);
    return tf.add(tf.mul(tf.reverse(pictures, axis), share), tf.mul(pictures, tf.sub(1, share)));
  };
  const sideways = mode === 'vertical' ? x : flip(x, 2, 'horizontal');
  return { y: mode === 'horizontal' ? sideways : flip(sideways, 1, 'vertical') };
});
