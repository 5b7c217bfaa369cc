import * as tf from '@tensorflow/tfjs-core';
import { adamax as declaration } from '../../../shared/catalogue/optimizers/adamax.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/adamax/ */
export const adamax = defineUpdate(declaration, {
  scalars(hyper, iteration) {
    const beta1 = promised(hyper, 'beta1');
    const rate = promised(hyper, 'learningRate') / (1 - beta1 ** iteration);
    return { rate, part1: 1 - beta1, beta2: promised(hyper, 'beta2'), epsilon: promised(hyper, 'epsilon') };
  },
  step({ weight, gradient, slots, scalars }) {
    const before = promised(slots, 'm');
    const m = tf.add(before, tf.mul(tf.sub(gradient, before), promised(scalars, 'part1')));
    const u = tf.maximum(tf.mul(promised(slots, 'u'), promised(scalars, 'beta2')), tf.abs(gradient));
    const move = tf.div(tf.mul(m, promised(scalars, 'rate')), tf.add(u, promised(scalars, 'epsilon')));
    return { weight: tf.sub(weight, move), slots: { m, u } };
  },
});
