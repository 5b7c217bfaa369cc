import { cropping1d as block } from '../../../shared/catalogue/blocks/cropping1d.ts';
import { cropped } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const cropping1d = defineLowering(block, (inputs, _weights, values) => ({ y: cropped(one(inputs), values.cropping) }));
