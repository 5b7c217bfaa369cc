import { averagePooling3d as block } from '../../../shared/catalogue/blocks/averagePooling3d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const averagePooling3d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'average', values) }));
