import * as tf from '@tensorflow/tfjs-core';
import { maxNorm as declaration } from '../../../shared/catalogue/constraints/maxNorm.ts';
import { defineConstrain } from './constrain.ts';
import { lengths, withLengths } from './lengths.ts';

export const maxNorm = defineConstrain(declaration, (weight, { maxValue, axis }) => {
  const now = lengths(weight, axis);
  return withLengths(weight, now, tf.minimum(now, maxValue));
});
