import { defineActivation } from '../otherItems.ts';

export const tanh = defineActivation({
  kind: 'tanh',
  title: 'Tanh',
  summary: 'Squeezes a number into -1..1, centred on 0. Saturates far from 0.',
  formula: 'f(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))',
  params: {},
  keras: { name: 'tanh' },
  curve: (x) => Math.tanh(x),
});
