import { cropping3d as block } from '../../../shared/catalogue/blocks/cropping3d.ts';
import { cropped } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const cropping3d = defineLowering(block, (inputs, _weights, values) => ({ y: cropped(one(inputs), values.cropping) }));
