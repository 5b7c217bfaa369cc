import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, targetLike, type Compare, type Compared } from './loss.ts';

/** What an answer lacks to be right by a margin of 1; targets of 0 and 1 stand for -1 and 1. */
export const lacking = (compared: Compared): tf.Tensor =>
  tf.relu(tf.sub(1, tf.mul(tf.sub(tf.mul(targetLike(compared), 2), 1), compared.prediction)));

export const hinge: Compare = (compared) => meanOverExample(lacking(compared));
