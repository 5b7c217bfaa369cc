import { zeroPadding2d as block } from '../../../shared/catalogue/blocks/zeroPadding2d.ts';
import { padded } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const zeroPadding2d = defineLowering(block, (inputs, _weights, values) => ({ y: padded(one(inputs), values.padding) }));
