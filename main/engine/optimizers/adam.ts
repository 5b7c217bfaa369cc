import * as tf from '@tensorflow/tfjs-core';
import { adam as declaration } from '../../../shared/catalogue/optimizers/adam.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/adam/ */
export const adam = defineUpdate(declaration, ({ weight, gradient, slots, hyper, iteration }, values) => {
  const beta1 = promised(hyper, 'beta1');
  const beta2 = promised(hyper, 'beta2');
  const follow = (slot: string, now: tf.Tensor, beta: number): tf.Tensor => {
    const before = promised(slots, slot);
    return tf.add(before, tf.mul(tf.sub(now, before), 1 - beta));
  };
  const momentum = follow('momentum', gradient, beta1);
  const velocity = follow('velocity', tf.square(gradient), beta2);
  const largest = values.amsgrad ? tf.maximum(promised(slots, 'velocity_hat'), velocity) : null;
  const rate = (promised(hyper, 'learningRate') * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  const move = tf.div(tf.mul(momentum, rate), tf.add(tf.sqrt(largest ?? velocity), promised(hyper, 'epsilon')));
  return { weight: tf.sub(weight, move), slots: { momentum, velocity, ...(largest ? { velocity_hat: largest } : {}) } };
});
