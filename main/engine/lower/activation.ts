import { activation as block } from '../../../shared/catalogue/blocks/activation.ts';
import { activate } from './activate.ts';
import { defineLowering, one } from './lowering.ts';

export const activation = defineLowering(block, (inputs, _weights, values, { ops }) => ({
  y: activate(one(inputs), values.activation, ops),
}));
