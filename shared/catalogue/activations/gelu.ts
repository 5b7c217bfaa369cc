import { defineActivation } from '../otherItems.ts';
import { bool } from '../params.ts';

export const gelu = defineActivation({
  kind: 'gelu',
  title: 'GELU',
  summary: 'Weighs a number by how probable a smaller one is: usual in transformers (arXiv 1606.08415).',
  formula: 'f(x) = x P(X <= x), X normal',
  params: {
    approximate: bool({ default: false, help: 'By tanh, which differs by less than 0.001 and is quicker on some devices.' }),
  },
  keras: { name: 'gelu' },
  variants: [{ approximate: true }],
  curve: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
});
