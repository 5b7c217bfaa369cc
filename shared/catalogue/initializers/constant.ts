import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';

export const constant = defineInitializer({
  kind: 'constant',
  title: 'Constant',
  summary: 'One number everywhere: for biases, such as 1 at the forget gate of an LSTM.',
  formula: 'w = value',
  params: {
    value: float({ default: 0, help: 'The number.' }),
  },
  keras: { name: 'Constant' },
  variants: [{ value: 0.3 }],
  sample: (shape, _fan, { value }) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});
