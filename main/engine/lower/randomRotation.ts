import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { randomRotation as block } from '../../../shared/catalogue/blocks/randomRotation.ts';
import { cosineOfTurn } from './cosineOfTurn.ts';
import { defineLowering, one } from './lowering.ts';
import { resampled } from './resampled.ts';
import { spanned } from './spanned.ts';

export const randomRotation = defineLowering(block, (inputs, _weights, { factor, fillMode, seed }, context) => {
  const x = one(inputs);
  if (!context.training) return { y: x };
  const [batch = 0] = x.shape;
  const turn = spanned('turn', batch, factor, context, seed);
  const part = (own: Tensor): Tensor => tf.sub(own, tf.floor(own));
  const cosine = cosineOfTurn(part(turn));
  const sine = cosineOfTurn(part(tf.sub(turn, 0.25)));
  return { y: resampled(x, { row: [cosine, sine, 0], column: [tf.neg(sine), cosine, 0] }, fillMode) };
});
