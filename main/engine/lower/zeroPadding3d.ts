import { zeroPadding3d as block } from '../../../shared/catalogue/blocks/zeroPadding3d.ts';
import { padded } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const zeroPadding3d = defineLowering(block, (inputs, _weights, values) => ({ y: padded(one(inputs), values.padding) }));
