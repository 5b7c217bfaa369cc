import * as tf from '@tensorflow/tfjs-core';
import { lion as declaration } from '../../../shared/catalogue/optimizers/lion.ts';
import { defineUpdate, promised } from './update.ts';

/** Keras: https://keras.io/api/optimizers/lion/ */
export const lion = defineUpdate(declaration, {
  scalars(hyper) {
    const beta1 = promised(hyper, 'beta1');
    const beta2 = promised(hyper, 'beta2');
    return { rate: promised(hyper, 'learningRate'), beta1, part1: 1 - beta1, beta2, part2: 1 - beta2 };
  },
  step({ weight, gradient, slots, scalars }) {
    const before = promised(slots, 'momentum');
    const mixed = (keep: string, part: string): tf.Tensor =>
      tf.add(tf.mul(before, promised(scalars, keep)), tf.mul(gradient, promised(scalars, part)));
    const move = tf.mul(tf.sign(mixed('beta1', 'part1')), promised(scalars, 'rate'));
    return { weight: tf.sub(weight, move), slots: { momentum: mixed('beta2', 'part2') } };
  },
});
