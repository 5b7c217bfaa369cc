import { globalMaxPooling1d as block } from '../../../shared/catalogue/blocks/globalMaxPooling1d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalMaxPooling1d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'max', values),
}));
