import { defineActivation } from '../otherItems.ts';

export const mish = defineActivation({
  kind: 'mish',
  title: 'Mish',
  summary: 'Smooth, and a little below 0 for small negative numbers (arXiv 1908.08681).',
  formula: 'f(x) = x tanh(ln(1 + exp(x)))',
  params: {},
  keras: { name: 'mish' },
  curve: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
});
