import { separableConv1d as block } from '../../../shared/catalogue/blocks/separableConv1d.ts';
import { biasActivate } from './activate.ts';
import { defineLowering } from './lowering.ts';
import { separablyConvolved } from './separablyConvolved.ts';

export const separableConv1d = defineLowering(block, (inputs, weights, values, { ops }) => ({
  y: biasActivate(separablyConvolved(inputs, weights, values), weights['bias'], values.activation, ops),
}));
