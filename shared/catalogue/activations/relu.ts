import { defineActivation } from '../otherItems.ts';

export const relu = defineActivation({
  kind: 'relu',
  title: 'ReLU',
  summary: 'Passes positive numbers, cuts negative ones to 0. The usual choice for hidden layers.',
  formula: 'f(x) = max(0, x)',
  params: {},
  keras: { name: 'relu' },
  curve: (x) => Math.max(0, x),
});
