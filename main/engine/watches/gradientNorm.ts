import * as tf from '@tensorflow/tfjs-core';
import { gradientNorm as declaration } from '../../../shared/catalogue/watches/gradientNorm.ts';
import { defineStepLook } from './stepWatch.ts';

export const gradientNorm = defineStepLook(declaration, ({ gradients }) => {
  if (gradients.length === 0) return null;
  return tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
});
