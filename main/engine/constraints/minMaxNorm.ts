import * as tf from '@tensorflow/tfjs-core';
import { minMaxNorm as declaration } from '../../../shared/catalogue/constraints/minMaxNorm.ts';
import { defineConstrain } from './constrain.ts';
import { lengths, withLengths } from './lengths.ts';

export const minMaxNorm = defineConstrain(declaration, (weight, { minValue, maxValue, rate, axis }) => {
  const now = lengths(weight, axis);
  const within = tf.clipByValue(now, minValue, maxValue);
  return withLengths(weight, now, rate === 1 ? within : tf.add(tf.mul(within, rate), tf.mul(now, 1 - rate)));
});
