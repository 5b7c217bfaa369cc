import { defineBlock } from '../block.ts';
import { choice, column, shape } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

export const input = defineBlock({
  kind: 'input',
  version: 1,
  title: 'Input',
  group: 'model',
  structure: true,
  standsIn: 'model',
  searchWords: ['noise', 'latent', 'random'],
  summary: 'Where data enters the model: one column of the data set, or numbers drawn by chance for each example.',
  params: {
    shape: shape({ default: [28, 28, 1], help: 'Lengths of the axes of one example, without the batch: 28, 28, 1 for a grey image.' }),
    fedBy: choice(['data', 'normal', 'uniform'], {
      default: 'data',
      title: 'Fed by',
      help: 'Data: a column of the data set. Normal, uniform: chance, new in every step (a standard normal distribution, or evenly from -1 to 1), as the generator of a GAN takes it. Where nothing is trained the same numbers come each time, so that one sees what becomes of them.',
    }),
    column: column({
      when: { param: 'fedBy', is: 'data' },
      role: 'feature',
      help: 'The column of the data set that feeds it. Automatic takes the only one whose shape fits.',
    }),
  },
  keras: { name: 'InputLayer' },
  inputs: [],
  outputs: [{ name: 'y' }],
  infer: (_inputs, values) => ({ y: floatSpec(values.shape) }),
  face: (values) => (values.fedBy === 'data' ? values.column : `${values.fedBy} noise`),
  cases: [
    { inputs: {}, output: [28, 28, 1], weights: 0 },
    { inputs: {}, values: { shape: [4] }, output: [4], weights: 0 },
  ],
});
