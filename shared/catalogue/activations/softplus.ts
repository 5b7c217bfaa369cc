import { defineActivation } from '../otherItems.ts';

export const softplus = defineActivation({
  kind: 'softplus',
  title: 'Softplus',
  summary: 'A smooth ReLU: always positive.',
  formula: 'f(x) = ln(1 + exp(x))',
  params: {},
  keras: { name: 'softplus' },
  curve: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
});
