import { defineConstraint } from '../otherItems.ts';
import { float } from '../params.ts';
import { axesFit, axis } from './axis.ts';

/** Keras: https://keras.io/api/layers/constraints/ */
export const maxNorm = defineConstraint({
  kind: 'maxNorm',
  title: 'Max norm',
  summary: 'Shortens what has grown longer than a bound: goes well with dropout and large learning rates (Srivastava et al., 2014).',
  formula: 'w = w min(|w|, maxValue) / |w|',
  params: { maxValue: float({ default: 2, min: 0, help: 'The greatest length.' }), axis },
  keras: { name: 'MaxNorm' },
  variants: [{ maxValue: 0.5 }, { maxValue: 0.3, axis: [0, 1] }],
  fits: (shape, values) => axesFit(shape, values.axis),
});
