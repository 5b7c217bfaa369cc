import * as tf from '@tensorflow/tfjs-core';
import { batchNormalization as block } from '../../../shared/catalogue/blocks/batchNormalization.ts';
import { defineLowering, one, required } from './lowering.ts';

export const batchNormalization = defineLowering(block, (inputs, weights, { momentum, epsilon }, { training, update }) => {
  const x = one(inputs);
  const movingMean = required(weights['moving_mean'], 'the moving mean');
  const movingVariance = required(weights['moving_variance'], 'the moving variance');
  let mean = movingMean;
  let variance = movingVariance;
  if (training) {
    // Mean and biased variance of each channel over batch and places, as Keras.
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const moments = tf.moments(x, axes);
    mean = moments.mean;
    variance = moments.variance;
    const follow = (moving: tf.Tensor, now: tf.Tensor): tf.Tensor => tf.add(tf.mul(moving, momentum), tf.mul(now, 1 - momentum));
    update('moving_mean', follow(movingMean, mean));
    update('moving_variance', follow(movingVariance, variance));
  }
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = weights['gamma'] ? tf.mul(inverse, weights['gamma']) : inverse;
  const y = tf.mul(tf.sub(x, mean), scale);
  return { y: weights['beta'] ? tf.add(y, weights['beta']) : y };
});
