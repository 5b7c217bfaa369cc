import { defineInitializer } from '../otherItems.ts';

export const zeros = defineInitializer({
  kind: 'zeros',
  title: 'Zeros',
  summary: 'All 0: right for biases, wrong for kernels (every unit would learn the same).',
  formula: 'w = 0',
  params: {},
  keras: { name: 'Zeros' },
  sample: (shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)),
});
