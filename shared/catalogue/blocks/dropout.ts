import { defineBlock, only } from '../block.ts';
import { float } from '../params.ts';

/** Keras: https://keras.io/api/layers/regularization_layers/dropout/ */
export const dropout = defineBlock({
  kind: 'dropout',
  version: 1,
  title: 'Dropout',
  group: 'regularization',
  summary: 'While training, sets a random share of the numbers to 0 and scales the rest up; afterwards does nothing.',
  formula: 'y = x mask / (1 - rate)',
  params: {
    rate: float({
      default: 0.5,
      min: 0,
      max: 1,
      exclusiveMax: true,
      help: 'Share that is dropped: up to 0.5 in hidden layers, up to 0.2 on inputs.',
    }),
  },
  keras: { name: 'Dropout' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: only(inputs, 'x') }),
  face: ({ rate }) => `rate ${rate}`,
  cases: [
    { inputs: { x: [[20]] }, output: [20], weights: 0 },
    { inputs: { x: [[4, 4, 3]] }, values: { rate: 0.25 }, output: [4, 4, 3], weights: 0 },
    { inputs: { x: [[5]] }, values: { rate: 0 }, output: [5], weights: 0 },
  ],
});
