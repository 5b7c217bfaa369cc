import { separableConv2d as block } from '../../../shared/catalogue/blocks/separableConv2d.ts';
import { biasActivate } from './activate.ts';
import { defineLowering } from './lowering.ts';
import { separablyConvolved } from './separablyConvolved.ts';

export const separableConv2d = defineLowering(block, (inputs, weights, values, { ops }) => ({
  y: biasActivate(separablyConvolved(inputs, weights, values), weights['bias'], values.activation, ops),
}));
