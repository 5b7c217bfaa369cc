import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, targetLike, type Compare } from './loss.ts';

export const meanSquaredError: Compare = (compared) => meanOverExample(tf.squaredDifference(compared.prediction, targetLike(compared)));
