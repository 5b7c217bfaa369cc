import { defineActivation } from '../otherItems.ts';

export const logSoftmax = defineActivation({
  kind: 'logSoftmax',
  title: 'Log softmax',
  summary: 'The logarithm of softmax over the last axis: log-probabilities.',
  formula: 'f(x)_i = x_i - ln(sum_j exp(x_j))',
  params: {},
  keras: { name: 'log_softmax' },
});
