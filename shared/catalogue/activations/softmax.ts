import { defineActivation } from '../otherItems.ts';

export const softmax = defineActivation({
  kind: 'softmax',
  title: 'Softmax',
  summary: 'Turns the last axis into probabilities that sum to 1: one class out of several.',
  formula: 'f(x)_i = exp(x_i) / sum_j exp(x_j)',
  params: {},
  keras: { name: 'softmax' },
});
