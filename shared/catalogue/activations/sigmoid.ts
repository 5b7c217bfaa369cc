import { defineActivation } from '../otherItems.ts';

export const sigmoid = defineActivation({
  kind: 'sigmoid',
  title: 'Sigmoid',
  summary: 'Squeezes a number into 0..1: a probability for yes or no. Saturates far from 0.',
  formula: 'f(x) = 1 / (1 + exp(-x))',
  params: {},
  keras: { name: 'sigmoid' },
  curve: (x) => 1 / (1 + Math.exp(-x)),
});
