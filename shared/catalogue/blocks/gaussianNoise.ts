import { defineBlock, only } from '../block.ts';
import { float } from '../params.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/regularization_layers/gaussian_noise/ */
export const gaussianNoise = defineBlock({
  kind: 'gaussianNoise',
  version: 1,
  title: 'GaussianNoise',
  group: 'regularization',
  searchWords: ['noise', 'denoising', 'random', 'jitter'],
  summary: 'While training, adds normally distributed numbers; afterwards does nothing. A denoising autoencoder has it behind its Input.',
  formula: 'y = x + stddev N(0, 1)',
  params: { stddev: float({ default: 0.1, min: 0, max: 1000, whilePaused: true, help: 'Standard deviation of what is added.' }), seed },
  keras: { name: 'GaussianNoise' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: only(inputs, 'x') }),
  drops: ({ stddev }) => stddev > 0,
  face: ({ stddev }) => `stddev ${stddev}`,
  cases: [
    { inputs: { x: [[12]] }, output: [12], weights: 0 },
    { inputs: { x: [[3, 4, 2]] }, values: { stddev: 0.5, seed: 4 }, output: [3, 4, 2], weights: 0 },
    { inputs: { x: [[5]] }, values: { stddev: 0 }, output: [5], weights: 0 },
  ],
});
