import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const squareplus = defineActivation({
  kind: 'squareplus',
  title: 'Squareplus',
  summary: 'ReLU smoothed by a root in place of exponentials (arXiv 2112.11687).',
  formula: 'f(x) = (x + sqrt(x^2 + b)) / 2',
  params: {
    b: float({ default: 4, min: 0, exclusiveMin: true, help: 'How far it is smoothed; close to 0 it is ReLU.' }),
  },
  keras: { name: 'squareplus' },
  variants: [{ b: 0.5 }],
  curve: (x, { b }) => (x + Math.sqrt(x * x + b)) / 2,
});
