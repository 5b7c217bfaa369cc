import * as tf from '@tensorflow/tfjs-core';
import { randomTranslation as block } from '../../../shared/catalogue/blocks/randomTranslation.ts';
import { defineLowering, one } from './lowering.ts';
import { resampled } from './resampled.ts';
import { spanned } from './spanned.ts';

export const randomTranslation = defineLowering(block, (inputs, _weights, { heightFactor, widthFactor, fillMode, seed }, context) => {
  const x = one(inputs);
  if (!context.training) return { y: x };
  const [batch = 0, height = 0, width = 0] = x.shape;
  const down = spanned('down', batch, heightFactor * height, context, seed);
  const right = spanned('right', batch, widthFactor * width, context, seed);
  return { y: resampled(x, { row: [1, 0, tf.neg(down)], column: [0, 1, tf.neg(right)] }, fillMode) };
});
