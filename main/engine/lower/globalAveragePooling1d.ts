import { globalAveragePooling1d as block } from '../../../shared/catalogue/blocks/globalAveragePooling1d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalAveragePooling1d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'average', values),
}));
