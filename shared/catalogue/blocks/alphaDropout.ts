import { defineBlock, only } from '../block.ts';
import { rateParam } from './rate.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/regularization_layers/alpha_dropout/ (arXiv 1706.02515) */
export const alphaDropout = defineBlock({
  kind: 'alphaDropout',
  version: 1,
  title: 'AlphaDropout',
  group: 'regularization',
  searchWords: ['selu', 'self-normalizing'],
  summary:
    'Dropout for networks of SELU: what is dropped becomes the value that SELU saturates at, so that mean and variance stay as they are.',
  formula: "y = a (x mask + alpha' (1 - mask)) + b, alpha' = -1.7581",
  params: { rate: rateParam('Share of the numbers that is dropped; small, such as 0.1.'), seed },
  keras: { name: 'AlphaDropout', lacks: ['noise_shape'] },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: only(inputs, 'x') }),
  drops: ({ rate }) => rate > 0,
  face: ({ rate }) => `rate ${rate}`,
  cases: [
    { inputs: { x: [[12]] }, output: [12], weights: 0 },
    { inputs: { x: [[3, 4]] }, values: { rate: 0.1, seed: 2 }, output: [3, 4], weights: 0 },
  ],
});
