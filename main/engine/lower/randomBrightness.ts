import * as tf from '@tensorflow/tfjs-core';
import { randomBrightness as block } from '../../../shared/catalogue/blocks/randomBrightness.ts';
import { defineLowering, one } from './lowering.ts';
import { spanned } from './spanned.ts';

export const randomBrightness = defineLowering(block, (inputs, _weights, { factor, valueRange, seed }, context) => {
  const x = one(inputs);
  if (!context.training) return { y: x };
  const [batch = 0] = x.shape;
  const [lowest = 0, highest = 255] = valueRange;
  const light = spanned('light', batch, factor * (highest - lowest), context, seed);
  return { y: tf.clipByValue(tf.add(x, tf.reshape(light, [batch, 1, 1, 1])), lowest, highest) };
});
