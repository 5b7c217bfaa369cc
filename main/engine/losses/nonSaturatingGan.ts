import * as tf from '@tensorflow/tfjs-core';
import { meanOverExample, type Compare } from './loss.ts';

export const nonSaturatingGan: Compare = ({ prediction }, { aim }) =>
  meanOverExample(tf.softplus(aim === 'real' ? tf.neg(prediction) : prediction));
