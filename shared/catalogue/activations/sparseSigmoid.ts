import { defineActivation } from '../otherItems.ts';

export const sparseSigmoid = defineActivation({
  kind: 'sparseSigmoid',
  title: 'Sparse sigmoid',
  summary: 'A sigmoid of three straight lines that is exactly 0 below -1 and exactly 1 above 1: steeper than hard sigmoid (arXiv 1901.02324).',
  formula: 'f(x) = min(max(0, (x + 1) / 2), 1)',
  params: {},
  keras: { name: 'sparse_sigmoid' },
  curve: (x) => Math.min(1, Math.max(0, (x + 1) / 2)),
});
