import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';
import { fillCut } from './distributions.ts';

export const truncatedNormal = defineInitializer({
  kind: 'truncatedNormal',
  title: 'Truncated normal',
  summary: 'A normal distribution cut at two deviations, whatever the size of the layer.',
  formula: 'N(mean, stddev^2), cut at mean +- 2 stddev',
  params: {
    mean: float({ default: 0, help: 'Centre of the distribution.' }),
    stddev: float({ default: 0.05, min: 0, help: 'Standard deviation before the cut; after it, it is 0.88 of that.' }),
  },
  keras: { name: 'TruncatedNormal' },
  variants: [{ mean: 0.1, stddev: 0.2 }],
  sample: (shape, _fan, { mean, stddev }, random) => fillCut(shape, mean, stddev, random),
});
