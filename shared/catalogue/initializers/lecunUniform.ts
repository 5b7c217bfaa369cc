import { defineInitializer } from '../otherItems.ts';
import { fillUniform } from './distributions.ts';

export const lecunUniform = defineInitializer({
  kind: 'lecunUniform',
  title: 'LeCun uniform',
  summary: 'Keeps the size of the numbers on the way forward, through linear layers.',
  formula: 'U(-l, l), l = sqrt(3 / fanIn)',
  params: {},
  keras: { name: 'LecunUniform' },
  sample: (shape, [fanIn], _values, random) => fillUniform(shape, -Math.sqrt(3 / fanIn), Math.sqrt(3 / fanIn), random),
});
