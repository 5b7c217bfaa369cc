import * as tf from '@tensorflow/tfjs-core';
import { rmsprop as declaration } from '../../../shared/catalogue/optimizers/rmsprop.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/rmsprop/ */
export const rmsprop = defineUpdate(declaration, {
  scalars(hyper) {
    const rho = promised(hyper, 'rho');
    return {
      rate: promised(hyper, 'learningRate'),
      rho,
      part: 1 - rho,
      keep: promised(hyper, 'momentum'),
      epsilon: promised(hyper, 'epsilon'),
    };
  },
  step({ weight, gradient, slots, scalars }, values) {
    const follow = (slot: string, now: tf.Tensor): tf.Tensor =>
      tf.add(tf.mul(promised(slots, slot), promised(scalars, 'rho')), tf.mul(now, promised(scalars, 'part')));
    const velocity = follow('velocity', tf.square(gradient));
    const average = values.centered ? follow('average_gradient', gradient) : null;
    const size = tf.add(average ? tf.sub(velocity, tf.square(average)) : velocity, promised(scalars, 'epsilon'));
    const move = tf.mul(tf.mul(gradient, promised(scalars, 'rate')), tf.rsqrt(size));
    const momentum = values.momentum > 0 ? tf.add(tf.mul(promised(slots, 'momentum'), promised(scalars, 'keep')), move) : null;
    return {
      weight: tf.sub(weight, momentum ?? move),
      slots: { velocity, ...(momentum ? { momentum } : {}), ...(average ? { average_gradient: average } : {}) },
    };
  },
});
