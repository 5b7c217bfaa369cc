import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, type Compare } from './loss.ts';

export const leastSquaresGan: Compare = ({ prediction }, { aim }) =>
  tf.mul(meanOverExample(tf.square(aim === 'real' ? tf.sub(prediction, 1) : prediction)), 0.5);
