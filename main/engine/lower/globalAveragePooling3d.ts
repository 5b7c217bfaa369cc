import { globalAveragePooling3d as block } from '../../../shared/catalogue/blocks/globalAveragePooling3d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalAveragePooling3d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'average', values),
}));
