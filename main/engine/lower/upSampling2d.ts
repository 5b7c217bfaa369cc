import { upSampling2d as block } from '../../../shared/catalogue/blocks/upSampling2d.ts';
import { enlarged } from './enlarged.ts';
import { defineLowering, one } from './lowering.ts';

export const upSampling2d = defineLowering(block, (inputs, _weights, values) => ({
  y: enlarged(one(inputs), values.size, values.interpolation),
}));
