import { defineInitializer } from '../otherItems.ts';
import { fillTruncatedNormal } from './distributions.ts';

export const lecunNormal = defineInitializer({
  kind: 'lecunNormal',
  title: 'LeCun normal',
  summary: 'For SELU layers: a normal distribution cut at two deviations.',
  formula: 'N(0, 1 / fanIn), truncated',
  params: {},
  keras: { name: 'LecunNormal' },
  sample: (shape, [fanIn], _values, random) => fillTruncatedNormal(shape, Math.sqrt(1 / fanIn), random),
});
