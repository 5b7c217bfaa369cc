import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';

export const identity = defineInitializer({
  kind: 'identity',
  title: 'Identity',
  summary: 'Passes numbers on as they are: ones on the diagonal of a matrix.',
  formula: 'w = gain I',
  params: {
    gain: float({ default: 1, help: 'Factor on the whole.' }),
  },
  keras: { name: 'Identity' },
  variants: [{ gain: 0.5 }],
  fits: (shape) => (shape.length === 2 ? null : 'Identity is for matrices, such as the kernel of a Dense: choose another initializer'),
  sample: ([rows = 1, columns = 1], _fan, { gain }) =>
    Float32Array.from({ length: rows * columns }, (_, at) => (Math.floor(at / columns) === at % columns ? gain : 0)),
});
