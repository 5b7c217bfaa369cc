import * as tf from '@tensorflow/tfjs-core';
import { dropout as block } from '../../../shared/catalogue/blocks/dropout.ts';
import { defineLowering, one } from './lowering.ts';

export const dropout = defineLowering(block, (inputs, _weights, { rate, noiseShape, seed }, { training, random }) => {
  const x = one(inputs);
  if (!training || rate === 0) return { y: x };
  const shape = x.shape.map((length, at) => (noiseShape?.[at] === 1 ? 1 : length));
  const kept = tf.cast(tf.greaterEqual(random('mask', shape, seed ?? undefined), rate), 'float32');
  return { y: tf.mul(x, tf.mul(kept, 1 / (1 - rate))) };
});
