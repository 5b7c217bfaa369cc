import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';
import { fillOrthogonal } from './fillOrthogonal.ts';

export const orthogonal = defineInitializer({
  kind: 'orthogonal',
  title: 'Orthogonal',
  summary: 'Columns at right angles: lengths are kept on the way through, however deep (arXiv 1312.6120).',
  formula: 'W^T W = gain^2 I',
  params: {
    gain: float({ default: 1, help: 'Factor on the whole.' }),
  },
  keras: { name: 'Orthogonal' },
  variants: [{ gain: 1.4 }],
  sample: (shape, _fan, { gain }, random) => fillOrthogonal(shape, gain, random),
});
