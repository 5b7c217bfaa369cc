import { defineActivation } from '../otherItems.ts';

export const hardTanh = defineActivation({
  kind: 'hardTanh',
  title: 'Hard tanh',
  summary: 'A tanh of three straight lines.',
  formula: 'f(x) = min(max(-1, x), 1)',
  params: {},
  keras: { name: 'hard_tanh' },
  curve: (x) => Math.min(1, Math.max(-1, x)),
});
