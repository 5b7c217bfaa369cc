import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';
import { fillUniform } from './distributions.ts';

export const uniform = defineInitializer({
  kind: 'uniform',
  title: 'Uniform',
  summary: 'Evenly between two bounds, whatever the size of the layer.',
  formula: 'U(minval, maxval)',
  params: {
    minval: float({ default: -0.05, help: 'Lower bound.' }),
    maxval: float({ default: 0.05, help: 'Upper bound.' }),
  },
  keras: { name: 'RandomUniform' },
  sample: (shape, _fan, { minval, maxval }, random) => fillUniform(shape, minval, maxval, random),
});
