import * as tf from '@tensorflow/tfjs-core';
import { groupNormalization as block } from '../../../shared/catalogue/blocks/groupNormalization.ts';
import { defineLowering, one } from './lowering.ts';

export const groupNormalization = defineLowering(block, (inputs, weights, { groups, epsilon }) => {
  const x = one(inputs);
  const [batch = 0] = x.shape;
  const channels = x.shape.at(-1) ?? 1;
  const count = groups === -1 ? channels : groups;
  const width = channels / count;
  const parts = tf.reshape(x, [batch, -1, count, width]);
  const mean = tf.mean(parts, [1, 3], true);
  const centred = tf.sub(parts, mean);
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), [1, 3], true), epsilon));
  const { gamma, beta } = weights;
  const normal = tf.mul(centred, gamma ? tf.mul(inverse, tf.reshape(gamma, [1, 1, count, width])) : inverse);
  return { y: tf.reshape(beta ? tf.add(normal, tf.reshape(beta, [1, 1, count, width])) : normal, x.shape) };
});
