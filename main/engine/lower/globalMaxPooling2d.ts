import { globalMaxPooling2d as block } from '../../../shared/catalogue/blocks/globalMaxPooling2d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalMaxPooling2d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'max', values),
}));
