import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Values } from '../../../shared/catalogue/params.ts';
import { sumOverExample } from './loss.ts';

/** Sums over each example, [batch], or over the whole batch, [1]: that is then the loss of each of its examples. */
export const summedOver = ({ over }: Values): ((x: Tensor) => Tensor) =>
  over === 'example' ? sumOverExample : (x) => tf.reshape(tf.sum(x), [1]);
