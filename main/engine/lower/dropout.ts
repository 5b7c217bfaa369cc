import * as tf from '@tensorflow/tfjs-core';
import { dropout as block } from '../../../shared/catalogue/blocks/dropout.ts';
import { defineLowering, one } from './lowering.ts';

export const dropout = defineLowering(block, (inputs, _weights, { rate }, { training, random }) => {
  const x = one(inputs);
  if (!training || rate === 0) return { y: x };
  const kept = tf.cast(tf.greaterEqual(random('mask', x.shape), rate), 'float32');
  return { y: tf.mul(x, tf.mul(kept, 1 / (1 - rate))) };
});
