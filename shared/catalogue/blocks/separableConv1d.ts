import { defineBlock } from '../block.ts';
import { size1d } from '../params.ts';
import { dilationRule, numberWritten } from './convolution.ts';
import { separableConvolution } from './separableConvolution.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/separable_convolution1d/ */
export const separableConv1d = defineBlock({
  kind: 'separableConv1d',
  version: 1,
  title: 'SeparableConv1D',
  group: 'convolution',
  searchWords: ['xception', 'mobilenet', 'depthwise'],
  summary:
    'A convolution in two: each channel by filters of its own, then all channels of a cell together. A fraction of the weights of Conv1D.',
  ...separableConvolution(size1d, [1], [3]),
  rules: [dilationRule],
  keras: { name: 'SeparableConv1D', stock: false, write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[6, 3]] }, values: { filters: 4 }, output: [4, 4], weights: 25 },
    {
      inputs: { x: [[7, 2]] },
      values: { filters: 3, depthMultiplier: 2, strides: 2, padding: 'same', activation: 'relu' },
      output: [4, 3],
      weights: 27,
    },
    { inputs: { x: [[7, 2]] }, values: { filters: 2, dilationRate: 2, useBias: false }, output: [3, 2], weights: 10 },
    { inputs: { x: [[5, 2]] }, values: { filters: 3, padding: 'number', pads: 2 }, output: [7, 3], weights: 15 },
  ],
});
