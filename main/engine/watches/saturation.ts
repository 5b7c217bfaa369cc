import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { learnedNumbers } from '../../../shared/catalogue/blockWeights.ts';
import { findActivation } from '../../../shared/catalogue/index.ts';
import { isItem } from '../../../shared/catalogue/params.ts';
import { saturation as declaration } from '../../../shared/catalogue/watches/saturation.ts';
import { activate } from '../lower/activate.ts';
import { defineStepLook } from './stepWatch.ts';

/** The derivative by the gradient of the sum: what is applied to each number alone mixes none with another. */
export const saturation = defineStepLook(declaration, ({ layer, given, ops, weight }, { bound }) => {
  const { activation } = layer.values;
  if (given === null || !isItem(activation) || activation.kind === 'linear' || !findActivation(activation.kind).curve) return null;
  const learned = Object.fromEntries(Object.keys(learnedNumbers(activation)).map((name) => [name, weight(name)]));
  const derivative = tf.grad((x: Tensor) => tf.sum(activate(x, activation, ops, learned)))(given);
  return tf.mean(tf.cast(tf.less(tf.abs(derivative), bound), 'float32'));
});
