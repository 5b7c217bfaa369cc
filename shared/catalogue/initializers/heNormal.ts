import { defineInitializer } from '../otherItems.ts';
import { fillTruncatedNormal } from './distributions.ts';

export const heNormal = defineInitializer({
  kind: 'heNormal',
  title: 'He normal',
  summary: 'For ReLU layers: a normal distribution cut at two deviations (arXiv 1502.01852).',
  formula: 'N(0, 2 / fanIn), truncated',
  params: {},
  keras: { name: 'HeNormal' },
  sample: (shape, [fanIn], _values, random) => fillTruncatedNormal(shape, Math.sqrt(2 / fanIn), random),
});
