import { conv3dTranspose as block } from '../../../shared/catalogue/blocks/conv3dTranspose.ts';
import { biasActivate } from './activate.ts';
import { defineLowering, one, required } from './lowering.ts';
import { transposedConvolved } from './transposedConvolved.ts';

export const conv3dTranspose = defineLowering(block, (inputs, weights, values, { ops }) => {
  const y = transposedConvolved(one(inputs), required(weights['kernel'], 'the kernel'), values);
  return { y: biasActivate(y, weights['bias'], values.activation, ops) };
});
