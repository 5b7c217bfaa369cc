import { axesOf } from '../../../shared/catalogue/blocks/axes.ts';
import { unitNormalization as block } from '../../../shared/catalogue/blocks/unitNormalization.ts';
import { defineLowering, one } from './lowering.ts';
import { toUnitLength } from './toUnitLength.ts';

export const unitNormalization = defineLowering(block, (inputs, _weights, { axis }) => {
  const x = one(inputs);
  const axes = axesOf(x.shape.slice(1), axis).map((place) => place + 1);
  return { y: toUnitLength(x, axes) };
});
