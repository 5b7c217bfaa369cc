import { size2d } from '../params.ts';
import { transposed } from './transposed.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/convolution2d_transpose/ */
export const conv2dTranspose = transposed({
  kind: 'conv2dTranspose',
  title: 'Conv2DTranspose',
  summary: 'The way back of a convolution: each cell puts a learned patch into a larger image. The way up in a decoder or U-Net.',
  size: size2d,
  one: [1, 1],
  three: [3, 3],
  cases: [
    { inputs: { x: [[4, 5, 2]] }, values: { filters: 3 }, output: [6, 7, 3], weights: 57 },
    { inputs: { x: [[3, 4, 2]] }, values: { filters: 2, strides: 2, padding: 'same', activation: 'relu' }, output: [6, 8, 2], weights: 38 },
    {
      inputs: { x: [[3, 3, 1]] },
      values: { filters: 2, kernelSize: [2, 3], strides: [3, 2], useBias: false },
      output: [9, 7, 2],
      weights: 12,
    },
    {
      inputs: { x: [[3, 3, 2]] },
      values: { filters: 2, strides: 2, padding: 'same', outputPadding: [0, 1], activation: 'tanh' },
      output: [5, 6, 2],
      weights: 38,
    },
    { inputs: { x: [[3, 2, 1]] }, values: { filters: 1, kernelSize: 4, strides: 2, outputPadding: 1 }, output: [9, 7, 1], weights: 17 },
    { inputs: { x: [[4, 5, 2]] }, values: { filters: 3, dilationRate: [2, 3] }, output: [8, 11, 3], weights: 57 },
    {
      inputs: { x: [[5, 4, 1]] },
      values: { filters: 2, kernelSize: [3, 2], dilationRate: 2, padding: 'same', activation: 'leakyRelu' },
      output: [5, 4, 2],
      weights: 14,
    },
  ],
});
