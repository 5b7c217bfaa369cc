import { averagePooling2d as block } from '../../../shared/catalogue/blocks/averagePooling2d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const averagePooling2d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'average', values) }));
