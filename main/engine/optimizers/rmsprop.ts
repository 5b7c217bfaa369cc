import * as tf from '@tensorflow/tfjs-core';
import { rmsprop as declaration } from '../../../shared/catalogue/optimizers/rmsprop.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/rmsprop/ */
export const rmsprop = defineUpdate(declaration, ({ weight, gradient, slots, hyper }, values) => {
  const rho = promised(hyper, 'rho');
  const follow = (slot: string, now: tf.Tensor): tf.Tensor => tf.add(tf.mul(promised(slots, slot), rho), tf.mul(now, 1 - rho));
  const velocity = follow('velocity', tf.square(gradient));
  const average = values.centered ? follow('average_gradient', gradient) : null;
  const size = tf.add(average ? tf.sub(velocity, tf.square(average)) : velocity, promised(hyper, 'epsilon'));
  const move = tf.mul(tf.mul(gradient, promised(hyper, 'learningRate')), tf.rsqrt(size));
  const momentum = values.momentum > 0 ? tf.add(tf.mul(promised(slots, 'momentum'), promised(hyper, 'momentum')), move) : null;
  return {
    weight: tf.sub(weight, momentum ?? move),
    slots: { velocity, ...(momentum ? { momentum } : {}), ...(average ? { average_gradient: average } : {}) },
  };
});
