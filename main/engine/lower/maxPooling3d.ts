import { maxPooling3d as block } from '../../../shared/catalogue/blocks/maxPooling3d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const maxPooling3d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'max', values) }));
