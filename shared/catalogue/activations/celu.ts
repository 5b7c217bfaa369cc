import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const celu = defineActivation({
  kind: 'celu',
  title: 'CELU',
  summary: 'ELU whose slope is continuous for every alpha (arXiv 1704.07483).',
  formula: 'f(x) = x for x > 0, else alpha (exp(x / alpha) - 1)',
  params: {
    alpha: float({ default: 1, min: 0, exclusiveMin: true, help: 'Where large negative numbers end: at -alpha.' }),
  },
  keras: { name: 'celu' },
  variants: [{ alpha: 0.5 }],
  curve: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
});
