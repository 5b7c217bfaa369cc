import { defineActivation } from '../otherItems.ts';

export const linear = defineActivation({
  kind: 'linear',
  title: 'Linear',
  summary: 'Leaves the numbers as they are.',
  formula: 'f(x) = x',
  params: {},
  keras: { name: 'linear' },
  curve: (x) => x,
});
