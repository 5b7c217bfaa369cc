import * as tf from '@tensorflow/tfjs-core';
import { epsilon, meanOverExample, targetLike, type Compare } from './loss.ts';

export const poisson: Compare = (compared) =>
  meanOverExample(tf.sub(compared.prediction, tf.mul(targetLike(compared), tf.log(tf.add(compared.prediction, epsilon)))));
