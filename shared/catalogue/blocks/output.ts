import { defineBlock, only } from '../block.ts';
import { losses } from '../losses/index.ts';
import { column, float, from, several } from '../params.ts';

/** A head of the model: its prediction, what it is compared with, and the loss that says how far off it is. */
export const output = defineBlock({
  kind: 'output',
  version: 1,
  title: 'Output',
  group: 'model',
  searchWords: ['head', 'loss'],
  summary: 'A head: what the model gives, the target it is compared with, and the loss.',
  params: {
    column: column({ role: 'target', help: 'The column of the data set that it should predict. Automatic takes the only target.' }),
    loss: from('losses', 'sparseCategoricalCrossentropy', { help: 'What training makes small.' }),
    lossWeight: float({ default: 1, min: 0, help: 'Weight of this head where there are several.', advanced: true }),
    metrics: several('metrics', ['accuracy'], { help: 'Watched besides the loss.' }),
  },
  keras: { name: 'Output' },
  inputs: [{ name: 'x', help: 'The prediction.' }],
  outputs: [],
  infer: (inputs) => {
    only(inputs, 'x');
    return {};
  },
  face: ({ loss }) => losses.find(({ kind }) => kind === loss.kind)?.short ?? loss.kind,
  cases: [{ inputs: { x: [[10]] }, output: [], weights: 0 }],
});
