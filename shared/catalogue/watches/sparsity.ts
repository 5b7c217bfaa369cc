import { defineWatch } from '../otherItems.ts';
import { float } from '../params.ts';

export const sparsity = defineWatch({
  kind: 'sparsity',
  title: 'Weights near zero',
  summary: 'Share of the weights of each layer that are about 0: what an L1 penalty makes large.',
  formula: 'share of |w| < bound',
  params: { bound: float({ default: 0.001, min: 0, exclusiveMin: true, help: 'A weight smaller than this counts as 0.' }) },
  keras: { name: 'sparsity' },
  percent: true,
  of: 'weights',
});
