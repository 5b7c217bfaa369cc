import { defineBlock } from '../block.ts';
import { column, shape } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

export const input = defineBlock({
  kind: 'input',
  version: 1,
  title: 'Input',
  group: 'model',
  structure: true,
  standsIn: 'model',
  summary: 'Where data enters the model: one column of the data set.',
  params: {
    shape: shape({ default: [28, 28, 1], help: 'Lengths of the axes of one example, without the batch: 28, 28, 1 for a grey image.' }),
    column: column({ role: 'feature', help: 'The column of the data set that feeds it. Automatic takes the only one whose shape fits.' }),
  },
  keras: { name: 'InputLayer' },
  inputs: [],
  outputs: [{ name: 'y' }],
  infer: (_inputs, values) => ({ y: floatSpec(values.shape) }),
  face: (values) => values.column,
  cases: [
    { inputs: {}, output: [28, 28, 1], weights: 0 },
    { inputs: {}, values: { shape: [4] }, output: [4], weights: 0 },
  ],
});
