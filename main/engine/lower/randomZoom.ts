import * as tf from '@tensorflow/tfjs-core';
import { randomZoom as block } from '../../../shared/catalogue/blocks/randomZoom.ts';
import { defineLowering, one } from './lowering.ts';
import { resampled } from './resampled.ts';
import { spanned } from './spanned.ts';

export const randomZoom = defineLowering(block, (inputs, _weights, { heightFactor, widthFactor, fillMode, seed }, context) => {
  const x = one(inputs);
  if (!context.training) return { y: x };
  const [batch = 0] = x.shape;
  const high = tf.add(spanned('high', batch, heightFactor, context, seed), 1);
  const wide = widthFactor === null ? high : tf.add(spanned('wide', batch, widthFactor, context, seed), 1);
  return { y: resampled(x, { row: [high, 0, 0], column: [0, wide, 0] }, fillMode) };
});
