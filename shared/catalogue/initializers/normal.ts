import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';
import { fillNormal } from './distributions.ts';

export const normal = defineInitializer({
  kind: 'normal',
  title: 'Normal',
  summary: 'A normal distribution, whatever the size of the layer.',
  formula: 'N(mean, stddev^2)',
  params: {
    mean: float({ default: 0, help: 'Centre of the distribution.' }),
    stddev: float({ default: 0.05, min: 0, help: 'Standard deviation.' }),
  },
  keras: { name: 'RandomNormal' },
  sample: (shape, _fan, { mean, stddev }, random) => fillNormal(shape, mean, stddev, random),
});
