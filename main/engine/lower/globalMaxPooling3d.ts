import { globalMaxPooling3d as block } from '../../../shared/catalogue/blocks/globalMaxPooling3d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalMaxPooling3d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'max', values),
}));
