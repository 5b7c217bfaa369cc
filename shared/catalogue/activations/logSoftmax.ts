import { defineActivation } from '../otherItems.ts';
import { axis, axisFits } from './axis.ts';

export const logSoftmax = defineActivation({
  kind: 'logSoftmax',
  title: 'Log softmax',
  summary: 'The logarithm of softmax: log-probabilities.',
  formula: 'f(x)_i = x_i - ln(sum_j exp(x_j))',
  params: { axis },
  variants: [{ axis: 1 }, { axis: -2 }],
  fits: (shape, values) => axisFits(shape, values.axis),
  mixes: (row) => {
    const highest = Math.max(...row);
    const sum = row.reduce((all, x) => all + Math.exp(x - highest), 0);
    return row.map((x) => x - highest - Math.log(sum));
  },
  keras: { name: 'log_softmax' },
});
