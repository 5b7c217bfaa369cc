import * as tf from '@tensorflow/tfjs-core';
import { batchNormalization as block } from '../../../shared/catalogue/blocks/batchNormalization.ts';
import { defineLowering, one, required } from './lowering.ts';

export const batchNormalization = defineLowering(block, (inputs, weights, { axis, momentum, epsilon }, { training, update, ops }) => {
  const given = one(inputs);
  const own = axis < 0 ? given.rank + axis : axis;
  // The engines want the channels last: they are brought there, and back.
  const order = [...given.shape.keys()].filter((at) => at !== own);
  const last = own === given.rank - 1;
  const moving = {
    mean: required(weights['moving_mean'], 'the moving mean'),
    variance: required(weights['moving_variance'], 'the moving variance'),
  };
  const { y, mean, variance } = ops.batchNormalization(last ? given : tf.transpose(given, [...order, own]), {
    gamma: weights['gamma'] ?? null,
    beta: weights['beta'] ?? null,
    epsilon,
    moments: training ? null : moving,
  });
  if (training) {
    const follow = (before: tf.Tensor, now: tf.Tensor): tf.Tensor => tf.add(tf.mul(before, momentum), tf.mul(now, 1 - momentum));
    update('moving_mean', follow(moving.mean, mean));
    update('moving_variance', follow(moving.variance, variance));
  }
  const back = given.shape.map((_, at) => (at === own ? given.rank - 1 : order.indexOf(at)));
  return { y: last ? y : tf.transpose(y, back) };
});
