import { dropout as block } from '../../../shared/catalogue/blocks/dropout.ts';
import { dropped } from './dropped.ts';
import { defineLowering, one } from './lowering.ts';

export const dropout = defineLowering(block, (inputs, _weights, { rate, noiseShape, seed }, context) => {
  const x = one(inputs);
  const shape = x.shape.map((length, at) => (noiseShape?.[at] === 1 ? 1 : length));
  return { y: dropped(x, rate, shape, context, seed) };
});
