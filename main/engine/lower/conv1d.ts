import { conv1d as block } from '../../../shared/catalogue/blocks/conv1d.ts';
import { biasActivate } from './activate.ts';
import { convolved } from './convolved.ts';
import { defineLowering, one, required } from './lowering.ts';

export const conv1d = defineLowering(block, (inputs, weights, values, { ops }) => ({
  y: biasActivate(convolved(one(inputs), required(weights['kernel'], 'the kernel'), values), weights['bias'], values.activation, ops),
}));
