import { spatialDropout1d as block } from '../../../shared/catalogue/blocks/spatialDropout1d.ts';
import { dropped } from './dropped.ts';
import { defineLowering, one } from './lowering.ts';

export const spatialDropout1d = defineLowering(block, (inputs, _weights, { rate, seed }, context) => {
  const x = one(inputs);
  const shape = x.shape.map((length, axis) => (axis === 0 || axis === x.rank - 1 ? length : 1));
  return { y: dropped(x, rate, shape, context, seed) };
});
