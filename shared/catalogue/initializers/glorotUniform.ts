import { defineInitializer } from '../otherItems.ts';
import { fillUniform } from './distributions.ts';

export const glorotUniform = defineInitializer({
  kind: 'glorotUniform',
  title: 'Glorot uniform',
  summary: 'The default of Keras: keeps the size of signals and gradients about even (Glorot and Bengio 2010).',
  formula: 'U(-l, l), l = sqrt(6 / (fanIn + fanOut))',
  params: {},
  keras: { name: 'GlorotUniform' },
  sample: (shape, [fanIn, fanOut], _values, random) => {
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    return fillUniform(shape, -limit, limit, random);
  },
});
