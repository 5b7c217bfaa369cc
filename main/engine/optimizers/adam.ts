import * as tf from '@tensorflow/tfjs-core';
import { adam as declaration } from '../../../shared/catalogue/optimizers/adam.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/adam/ */
export const adam = defineUpdate(declaration, {
  scalars(hyper, iteration) {
    const beta1 = promised(hyper, 'beta1');
    const beta2 = promised(hyper, 'beta2');
    const rate = (promised(hyper, 'learningRate') * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
    return { rate, part1: 1 - beta1, part2: 1 - beta2, epsilon: promised(hyper, 'epsilon') };
  },
  step({ weight, gradient, slots, scalars }, values) {
    const follow = (slot: string, now: tf.Tensor, part: string): tf.Tensor => {
      const before = promised(slots, slot);
      return tf.add(before, tf.mul(tf.sub(now, before), promised(scalars, part)));
    };
    const momentum = follow('momentum', gradient, 'part1');
    const velocity = follow('velocity', tf.square(gradient), 'part2');
    const largest = values.amsgrad ? tf.maximum(promised(slots, 'velocity_hat'), velocity) : null;
    const size = tf.add(tf.sqrt(largest ?? velocity), promised(scalars, 'epsilon'));
    const move = tf.div(tf.mul(momentum, promised(scalars, 'rate')), size);
    return { weight: tf.sub(weight, move), slots: { momentum, velocity, ...(largest ? { velocity_hat: largest } : {}) } };
  },
});
