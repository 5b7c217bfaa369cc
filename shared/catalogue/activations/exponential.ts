import { defineActivation } from '../otherItems.ts';

export const exponential = defineActivation({
  kind: 'exponential',
  title: 'Exponential',
  summary: 'The exponential function: for outputs that must be positive, such as rates.',
  formula: 'f(x) = exp(x)',
  params: {},
  keras: { name: 'exponential' },
  curve: (x) => Math.exp(x),
});
