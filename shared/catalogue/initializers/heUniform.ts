import { defineInitializer } from '../otherItems.ts';
import { fillUniform } from './distributions.ts';

export const heUniform = defineInitializer({
  kind: 'heUniform',
  title: 'He uniform',
  summary: 'For ReLU layers: makes up for the half that ReLU cuts away (arXiv 1502.01852).',
  formula: 'U(-l, l), l = sqrt(6 / fanIn)',
  params: {},
  keras: { name: 'HeUniform' },
  sample: (shape, [fanIn], _values, random) => {
    const limit = Math.sqrt(6 / fanIn);
    return fillUniform(shape, -limit, limit, random);
  },
});
