import { maxPooling1d as block } from '../../../shared/catalogue/blocks/maxPooling1d.ts';
import { defineLowering, one } from './lowering.ts';
import { pooled } from './pooled.ts';

export const maxPooling1d = defineLowering(block, (inputs, _weights, values) => ({ y: pooled(one(inputs), 'max', values) }));
