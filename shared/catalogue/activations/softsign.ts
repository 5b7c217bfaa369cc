import { defineActivation } from '../otherItems.ts';

export const softsign = defineActivation({
  kind: 'softsign',
  title: 'Softsign',
  summary: 'Like tanh, but it comes to its bounds more slowly.',
  formula: 'f(x) = x / (1 + |x|)',
  params: {},
  keras: { name: 'softsign' },
  curve: (x) => x / (1 + Math.abs(x)),
});
