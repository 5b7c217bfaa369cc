import { upSampling3d as block } from '../../../shared/catalogue/blocks/upSampling3d.ts';
import { enlarged } from './enlarged.ts';
import { defineLowering, one } from './lowering.ts';

export const upSampling3d = defineLowering(block, (inputs, _weights, values) => ({ y: enlarged(one(inputs), values.size, 'nearest') }));
