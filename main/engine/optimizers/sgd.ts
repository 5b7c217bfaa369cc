import * as tf from '@tensorflow/tfjs-core';
import { sgd as declaration } from '../../../shared/catalogue/optimizers/sgd.ts';
import { defineUpdate, promised, type Stepped } from './update.ts';

/** Keras: https://keras.io/api/optimizers/sgd/ */
export const sgd = defineUpdate(declaration, {
  scalars: (hyper) => ({ rate: promised(hyper, 'learningRate'), keep: promised(hyper, 'momentum') }),
  step({ weight, gradient, slots, scalars }, values): Stepped {
    const move = tf.mul(gradient, promised(scalars, 'rate'));
    if (values.momentum === 0) return { weight: tf.sub(weight, move), slots: {} };
    const keep = promised(scalars, 'keep');
    const momentum = tf.sub(tf.mul(promised(slots, 'momentum'), keep), move);
    return { weight: tf.add(weight, values.nesterov ? tf.sub(tf.mul(momentum, keep), move) : momentum), slots: { momentum } };
  },
});
