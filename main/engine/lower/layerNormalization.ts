import * as tf from '@tensorflow/tfjs-core';
import { axesOf } from '../../../shared/catalogue/blocks/axes.ts';
import { layerNormalization as block } from '../../../shared/catalogue/blocks/layerNormalization.ts';
import { defineLowering, one } from './lowering.ts';

export const layerNormalization = defineLowering(block, (inputs, weights, { axis, epsilon }) => {
  const x = one(inputs);
  const axes = axesOf(x.shape.slice(1), axis).map((place) => place + 1);
  const mean = tf.mean(x, axes, true);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), axes, true);
  const spread = (weight: tf.Tensor): tf.Tensor =>
    tf.reshape(
      weight,
      x.shape.map((length, at) => (axes.includes(at) ? length : 1)),
    );
  const { gamma, beta } = weights;
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon)));
  const scaled = gamma ? tf.mul(normal, spread(gamma)) : normal;
  return { y: beta ? tf.add(scaled, spread(beta)) : scaled };
});
