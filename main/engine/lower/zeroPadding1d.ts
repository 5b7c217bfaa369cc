import { zeroPadding1d as block } from '../../../shared/catalogue/blocks/zeroPadding1d.ts';
import { padded } from './atEnds.ts';
import { defineLowering, one } from './lowering.ts';

export const zeroPadding1d = defineLowering(block, (inputs, _weights, values) => ({ y: padded(one(inputs), values.padding) }));
