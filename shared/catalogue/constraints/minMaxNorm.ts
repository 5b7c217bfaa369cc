import { defineConstraint } from '../otherItems.ts';
import { float } from '../params.ts';
import { axesFit, axis } from './axis.ts';

/** Keras: https://keras.io/api/layers/constraints/ */
export const minMaxNorm = defineConstraint({
  kind: 'minMaxNorm',
  title: 'Min-max norm',
  summary: 'Keeps every length between two bounds, or moves it towards them by a share in each step.',
  formula: 'w = w (rate clip(|w|, minValue, maxValue) + (1 - rate) |w|) / |w|',
  params: {
    minValue: float({ default: 0, min: 0, help: 'The smallest length.' }),
    maxValue: float({ default: 1, min: 0, help: 'The greatest length.' }),
    rate: float({ default: 1, min: 0, max: 1, help: 'How much of the way to the bounds each step goes; 1 keeps them strictly.' }),
    axis,
  },
  keras: { name: 'MinMaxNorm' },
  variants: [
    { minValue: 0.6, maxValue: 0.8, rate: 0.5 },
    { minValue: 2, maxValue: 3 },
  ],
  fits(shape, { axis: axes, minValue, maxValue }) {
    return minValue > maxValue ? `the least length ${minValue} is above the greatest ${maxValue}: exchange them` : axesFit(shape, axes);
  },
});
