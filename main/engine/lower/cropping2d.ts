import { cropping2d as block } from '../../../shared/catalogue/blocks/cropping2d.ts';
import { cropped } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const cropping2d = defineLowering(block, (inputs, _weights, values) => ({ y: cropped(one(inputs), values.cropping) }));
