import { averagePooling1d as block } from '../../../shared/catalogue/blocks/averagePooling1d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const averagePooling1d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'average', values) }));
