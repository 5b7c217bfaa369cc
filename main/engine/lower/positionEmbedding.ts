import * as tf from '@tensorflow/tfjs-core';
import { positionEmbedding as block } from '../../../shared/catalogue/blocks/positionEmbedding.ts';
import { defineLowering, one, required } from './lowering.ts';

export const positionEmbedding = defineLowering(block, (inputs, weights) => ({
  y: tf.add(one(inputs), required(weights['embeddings'], 'the vectors of the positions')),
}));
