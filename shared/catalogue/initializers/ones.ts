import { defineInitializer } from '../otherItems.ts';

export const ones = defineInitializer({
  kind: 'ones',
  title: 'Ones',
  summary: 'All 1: the scale of a normalization.',
  formula: 'w = 1',
  params: {},
  keras: { name: 'Ones' },
  sample: (shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1),
});
