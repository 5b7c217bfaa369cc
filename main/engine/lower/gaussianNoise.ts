import * as tf from '@tensorflow/tfjs-core';
import { gaussianNoise as block } from '../../../shared/catalogue/blocks/gaussianNoise.ts';
import { defineLowering, one } from './lowering.ts';
import { normals } from './normals.ts';

export const gaussianNoise = defineLowering(block, (inputs, _weights, { stddev, seed }, context) => {
  const x = one(inputs);
  return { y: context.training && stddev > 0 ? tf.add(x, tf.mul(normals('noise', x.shape, context, seed), stddev)) : x };
});
