import { globalAveragePooling2d as block } from '../../../shared/catalogue/blocks/globalAveragePooling2d.ts';
import { globallyPooled } from './globallyPooled.ts';
import { defineLowering, one } from './lowering.ts';

export const globalAveragePooling2d = defineLowering(block, (inputs, _weights, values) => ({
  y: globallyPooled(one(inputs), 'average', values),
}));
