import { defineActivation } from '../otherItems.ts';

export const hardSigmoid = defineActivation({
  kind: 'hardSigmoid',
  title: 'Hard sigmoid',
  summary: 'A sigmoid of three straight lines.',
  formula: 'f(x) = min(max(0, x / 6 + 1 / 2), 1)',
  params: {},
  keras: { name: 'hard_sigmoid' },
  curve: (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
});
