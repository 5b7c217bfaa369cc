import { depthwiseConv1d as block } from '../../../shared/catalogue/blocks/depthwiseConv1d.ts';
import { biasActivate } from './activate.ts';
import { depthwiseConvolved } from './convolved.ts';
import { defineLowering, one, required } from './lowering.ts';

export const depthwiseConv1d = defineLowering(block, (inputs, weights, values, { ops }) => {
  const y = depthwiseConvolved(one(inputs), required(weights['kernel'], 'the kernel'), values);
  return { y: biasActivate(y, weights['bias'], values.activation, ops) };
});
