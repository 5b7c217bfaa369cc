import { defineInitializer } from '../otherItems.ts';
import { fillTruncatedNormal } from './distributions.ts';

export const glorotNormal = defineInitializer({
  kind: 'glorotNormal',
  title: 'Glorot normal',
  summary: 'As Glorot uniform, drawn from a normal distribution cut at two deviations.',
  formula: 'N(0, 2 / (fanIn + fanOut)), truncated',
  params: {},
  keras: { name: 'GlorotNormal' },
  sample: (shape, [fanIn, fanOut], _values, random) => fillTruncatedNormal(shape, Math.sqrt(2 / (fanIn + fanOut)), random),
});
