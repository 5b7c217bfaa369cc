import { defineBlock, only } from '../block.ts';
import { floatSpec, sizeOf } from '../tensorSpec.ts';

export const flatten = defineBlock({
  kind: 'flatten',
  version: 1,
  title: 'Flatten',
  group: 'reshaping',
  summary: 'Lays all axes out in one row: from an image to a Dense layer.',
  params: {},
  keras: { name: 'Flatten', lacks: ['data_format'] },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: floatSpec([sizeOf(only(inputs, 'x').shape)]) }),
  cases: [
    { inputs: { x: [[5, 5, 64]] }, output: [1600], weights: 0 },
    { inputs: { x: [[7]] }, output: [7], weights: 0 },
  ],
});
