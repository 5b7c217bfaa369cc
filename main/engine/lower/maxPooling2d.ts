import { maxPooling2d as block } from '../../../shared/catalogue/blocks/maxPooling2d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const maxPooling2d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'max', values) }));
