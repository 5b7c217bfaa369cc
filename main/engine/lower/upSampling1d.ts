import { upSampling1d as block } from '../../../shared/catalogue/blocks/upSampling1d.ts';
import { enlarged } from './enlarged.ts';
import { defineLowering, one } from './lowering.ts';

export const upSampling1d = defineLowering(block, (inputs, _weights, values) => ({ y: enlarged(one(inputs), values.size, 'nearest') }));
