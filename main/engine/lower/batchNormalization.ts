import * as tf from '@tensorflow/tfjs-core';
import { batchNormalization as block } from '../../../shared/catalogue/blocks/batchNormalization.ts';
import { defineLowering, one, required } from './lowering.ts';

export const batchNormalization = defineLowering(block, (inputs, weights, { momentum, epsilon }, { training, update, ops }) => {
  const moving = {
    mean: required(weights['moving_mean'], 'the moving mean'),
    variance: required(weights['moving_variance'], 'the moving variance'),
  };
  const { y, mean, variance } = ops.batchNormalization(one(inputs), {
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
  return { y };
});
