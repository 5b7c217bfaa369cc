import * as tf from '@tensorflow/tfjs-core';
import { errorOf, sumOverExample, type Compare } from './loss.ts';

export const halfSumSquaredError: Compare = (compared) => tf.mul(sumOverExample(tf.square(errorOf(compared))), 0.5);
