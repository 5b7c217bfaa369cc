import { defineActivation } from '../otherItems.ts';

export const hardSilu = defineActivation({
  kind: 'hardSilu',
  title: 'Hard SiLU',
  summary: 'Swish out of a hard sigmoid: quick on phones (arXiv 1905.02244).',
  formula: 'f(x) = x min(max(0, x / 6 + 1 / 2), 1)',
  params: {},
  keras: { name: 'hard_silu' },
  curve: (x) => x * Math.min(1, Math.max(0, x / 6 + 0.5)),
});
