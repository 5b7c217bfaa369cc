import { defineBlock } from '../block.ts';
import { size2d } from '../params.ts';
import { dilationRule, equalStridesRule, numberWritten } from './convolution.ts';
import { separableConvolution } from './separableConvolution.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/separable_convolution2d/ */
export const separableConv2d = defineBlock({
  kind: 'separableConv2d',
  version: 1,
  title: 'SeparableConv2D',
  group: 'convolution',
  searchWords: ['xception', 'mobilenet', 'depthwise'],
  summary:
    'A convolution in two: each channel by filters of its own, then all channels of a cell together. A fraction of the weights of Conv2D.',
  ...separableConvolution(size2d, [1, 1], [3, 3]),
  rules: [dilationRule, equalStridesRule],
  keras: { name: 'SeparableConv2D', write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[5, 6, 3]] }, values: { filters: 4 }, output: [3, 4, 4], weights: 43 },
    {
      inputs: { x: [[6, 7, 2]] },
      values: { filters: 3, depthMultiplier: 2, strides: 2, padding: 'same', activation: 'relu' },
      output: [3, 4, 3],
      weights: 51,
    },
    {
      inputs: { x: [[6, 6, 2]] },
      values: { filters: 2, kernelSize: [2, 3], dilationRate: [1, 2], useBias: false },
      output: [5, 2, 2],
      weights: 16,
    },
    { inputs: { x: [[5, 4, 2]] }, values: { filters: 3, padding: 'number', pads: [0, 1] }, output: [3, 4, 3], weights: 27 },
  ],
});
