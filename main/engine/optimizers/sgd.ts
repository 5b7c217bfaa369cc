import * as tf from '@tensorflow/tfjs-core';
import { sgd as declaration } from '../../../shared/catalogue/optimizers/sgd.ts';
import { defineUpdate, promised, type Stepped } from './update.ts';

/** Keras: https://keras.io/api/optimizers/sgd/ */
export const sgd = defineUpdate(declaration, ({ weight, gradient, slots, hyper }, values): Stepped => {
  const move = tf.mul(gradient, promised(hyper, 'learningRate'));
  if (values.momentum === 0) return { weight: tf.sub(weight, move), slots: {} };
  const keep = promised(hyper, 'momentum');
  const momentum = tf.sub(tf.mul(promised(slots, 'momentum'), keep), move);
  return { weight: tf.add(weight, values.nesterov ? tf.sub(tf.mul(momentum, keep), move) : momentum), slots: { momentum } };
});
