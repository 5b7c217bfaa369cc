import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, targetLike, type Compare } from './loss.ts';

/** Keras's bound for the square of a length. */
const shortest = 1e-12;
const direction = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), -1, true), shortest)));

export const cosineSimilarity: Compare = (compared) =>
  meanOverExample(tf.neg(tf.sum(tf.mul(direction(compared.prediction), direction(targetLike(compared))), -1)));
