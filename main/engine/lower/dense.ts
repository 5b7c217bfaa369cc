import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { dense as block } from '../../../shared/catalogue/blocks/dense.ts';
import { biasActivate } from './activate.ts';
import { defineLowering, one, required } from './lowering.ts';

export const dense = defineLowering(block, (inputs, weights, values, { ops }) => {
  const x = one(inputs);
  const kernel = required(weights['kernel'], 'the kernel') as Tensor2D;
  const features = x.shape.at(-1) ?? 1;
  // A product of matrices is the quick form; more axes are folded into the batch and unfolded again.
  const rows = x.rank === 2 ? x : tf.reshape(x, [-1, features]);
  const product = tf.matMul(rows, kernel);
  // The activation before the axes are unfolded: it lets an engine do bias and activation in one.
  const active = biasActivate(product, weights['bias'], values.activation, ops);
  return { y: x.rank === 2 ? active : tf.reshape(active, [...x.shape.slice(0, -1), values.units]) };
});
