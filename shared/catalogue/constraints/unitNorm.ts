import { defineConstraint } from '../otherItems.ts';
import { axesFit, axis } from './axis.ts';

/** Keras: https://keras.io/api/layers/constraints/ */
export const unitNorm = defineConstraint({
  kind: 'unitNorm',
  title: 'Unit norm',
  summary: 'Brings every length to 1 after each step: only directions are learned.',
  formula: 'w = w / |w|',
  params: { axis },
  keras: { name: 'UnitNorm' },
  variants: [{ axis: [1] }],
  fits: (shape, values) => axesFit(shape, values.axis),
});
