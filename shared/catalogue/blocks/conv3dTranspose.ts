import { size3d } from '../params.ts';
import { transposed } from './transposed.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/convolution3d_transpose/ */
export const conv3dTranspose = transposed({
  kind: 'conv3dTranspose',
  title: 'Conv3DTranspose',
  summary:
    'The way back of a convolution of a volume: each cell puts a learned piece into a larger volume. The way up in a decoder of scans or films.',
  stock: false,
  size: size3d,
  one: [1, 1, 1],
  three: [3, 3, 3],
  cases: [
    { inputs: { x: [[2, 3, 2, 2]] }, values: { filters: 2 }, output: [4, 5, 4, 2], weights: 110 },
    {
      inputs: { x: [[2, 3, 2, 2]] },
      values: { filters: 2, strides: 2, padding: 'same', activation: 'relu' },
      output: [4, 6, 4, 2],
      weights: 110,
    },
    {
      inputs: { x: [[3, 2, 2, 1]] },
      values: { filters: 2, kernelSize: [2, 1, 3], strides: [3, 2, 1], useBias: false },
      output: [9, 4, 4, 2],
      weights: 12,
    },
    {
      inputs: { x: [[2, 2, 3, 1]] },
      values: { filters: 1, strides: 2, padding: 'same', outputPadding: [0, 1, 0], activation: 'tanh' },
      output: [3, 4, 5, 1],
      weights: 28,
    },
    {
      inputs: { x: [[2, 2, 2, 1]] },
      values: { filters: 1, kernelSize: 4, strides: 2, outputPadding: 1 },
      output: [7, 7, 7, 1],
      weights: 65,
    },
    { inputs: { x: [[3, 3, 3, 1]] }, values: { filters: 2, dilationRate: [2, 1, 2] }, output: [7, 5, 7, 2], weights: 56 },
  ],
});
