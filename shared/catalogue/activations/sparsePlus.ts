import { defineActivation } from '../otherItems.ts';

export const sparsePlus = defineActivation({
  kind: 'sparsePlus',
  title: 'Sparse plus',
  summary: 'ReLU with its corner rounded by a piece of a parabola: unlike softplus it is exactly 0 below -1 and exactly x above 1.',
  formula: 'f(x) = 0 for x <= -1, (x + 1)^2 / 4 between, x for x >= 1',
  params: {},
  keras: { name: 'sparse_plus' },
  curve: (x) => (Math.min(1, Math.max(-1, x)) + 1) ** 2 / 4 + Math.max(0, x - 1),
});
