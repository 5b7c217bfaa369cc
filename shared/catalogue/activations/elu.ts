import { defineActivation } from '../otherItems.ts';

export const elu = defineActivation({
  kind: 'elu',
  title: 'ELU',
  summary: 'Like ReLU, but negative numbers bend smoothly towards -1 (arXiv 1511.07289).',
  formula: 'f(x) = x for x > 0, else exp(x) - 1',
  params: {},
  keras: { name: 'elu' },
  curve: (x) => (x > 0 ? x : Math.expm1(x)),
});
