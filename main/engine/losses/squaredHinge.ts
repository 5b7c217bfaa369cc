import * as tf from '@tensorflow/tfjs-core';
import { lacking } from './hinge.ts';
import { meanOverExample, type Compare } from './loss.ts';

export const squaredHinge: Compare = (compared) => meanOverExample(tf.square(lacking(compared)));
