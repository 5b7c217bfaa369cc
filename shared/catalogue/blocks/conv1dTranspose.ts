import { size1d } from '../params.ts';
import { transposed } from './transposed.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/convolution1d_transpose/ */
export const conv1dTranspose = transposed({
  kind: 'conv1dTranspose',
  title: 'Conv1DTranspose',
  summary: 'The way back of a convolution along a sequence: each step puts a learned piece into a longer one.',
  stock: false,
  size: size1d,
  one: [1],
  three: [3],
  cases: [
    { inputs: { x: [[4, 2]] }, values: { filters: 3 }, output: [6, 3], weights: 21 },
    { inputs: { x: [[3, 2]] }, values: { filters: 2, strides: 2, padding: 'same', activation: 'relu' }, output: [6, 2], weights: 14 },
    {
      inputs: { x: [[3, 2]] },
      values: { filters: 2, strides: 3, padding: 'same', outputPadding: 1, useBias: false },
      output: [8, 2],
      weights: 12,
    },
    { inputs: { x: [[5, 2]] }, values: { filters: 3, dilationRate: 2 }, output: [9, 3], weights: 21 },
  ],
});
