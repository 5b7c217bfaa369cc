import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, targetLike, type Compare } from './loss.ts';

export const meanAbsoluteError: Compare = (compared) => meanOverExample(tf.abs(tf.sub(compared.prediction, targetLike(compared))));
