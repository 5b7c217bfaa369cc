import * as tf from '@tensorflow/tfjs-core';
import { randomContrast as block } from '../../../shared/catalogue/blocks/randomContrast.ts';
import { defineLowering, one } from './lowering.ts';
import { spanned } from './spanned.ts';

export const randomContrast = defineLowering(block, (inputs, _weights, { factor, valueRange, seed }, context) => {
  const x = one(inputs);
  if (!context.training) return { y: x };
  const [batch = 0] = x.shape;
  const [lowest = 0, highest = 255] = valueRange;
  const mean = tf.mean(x, [1, 2], true);
  const strength = tf.reshape(tf.add(spanned('contrast', batch, factor, context, seed), 1), [batch, 1, 1, 1]);
  return { y: tf.clipByValue(tf.add(tf.mul(tf.sub(x, mean), strength), mean), lowest, highest) };
});
