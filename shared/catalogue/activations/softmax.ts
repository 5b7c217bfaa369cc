import { defineActivation } from '../otherItems.ts';
import { axis, axisFits } from './axis.ts';

export const softmax = defineActivation({
  kind: 'softmax',
  title: 'Softmax',
  summary: 'Turns an axis, by default the last, into probabilities that sum to 1: one class out of several.',
  formula: 'f(x)_i = exp(x_i) / sum_j exp(x_j)',
  params: { axis },
  variants: [{ axis: 1 }, { axis: -2 }],
  fits: (shape, values) => axisFits(shape, values.axis),
  mixes: (row) => {
    const powers = row.map((x) => Math.exp(x - Math.max(...row)));
    const sum = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / sum);
  },
  keras: { name: 'softmax' },
});
