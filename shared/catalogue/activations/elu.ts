import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const elu = defineActivation({
  kind: 'elu',
  title: 'ELU',
  summary: 'Like ReLU, but negative numbers bend smoothly towards -alpha (arXiv 1511.07289).',
  formula: 'f(x) = x for x > 0, else alpha (exp(x) - 1)',
  params: {
    alpha: float({ default: 1, min: 0, help: 'Where large negative numbers end: at -alpha.' }),
  },
  keras: { name: 'elu' },
  variants: [{ alpha: 0.4 }],
  curve: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
});
