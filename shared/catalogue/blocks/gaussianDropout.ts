import { defineBlock, only } from '../block.ts';
import { rateParam } from './rate.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/regularization_layers/gaussian_dropout/ */
export const gaussianDropout = defineBlock({
  kind: 'gaussianDropout',
  version: 1,
  title: 'GaussianDropout',
  group: 'regularization',
  searchWords: ['multiplicative noise'],
  summary:
    'While training, multiplies by normally distributed numbers around 1: as strong as Dropout of this rate, and nothing is lost wholly.',
  formula: 'y = x N(1, rate / (1 - rate))',
  params: { rate: rateParam('As of Dropout: the variance of the factors is rate / (1 - rate).'), seed },
  keras: { name: 'GaussianDropout' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: only(inputs, 'x') }),
  drops: ({ rate }) => rate > 0,
  face: ({ rate }) => `rate ${rate}`,
  cases: [
    { inputs: { x: [[12]] }, values: { rate: 0.3 }, output: [12], weights: 0 },
    { inputs: { x: [[3, 4, 2]] }, values: { rate: 0.1, seed: 4 }, output: [3, 4, 2], weights: 0 },
  ],
});
