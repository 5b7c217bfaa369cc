import { defineBlock } from '../block.ts';
import { size1d } from '../params.ts';
import { dilationRule, numberWritten } from './convolution.ts';
import { depthwiseConvolution } from './depthwiseConvolution.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/ */
export const depthwiseConv1d = defineBlock({
  kind: 'depthwiseConv1d',
  version: 1,
  title: 'DepthwiseConv1D',
  group: 'convolution',
  searchWords: ['mobilenet', 'channelwise'],
  summary: 'Convolves each channel of a sequence by filters of its own: few weights, and channels stay apart.',
  ...depthwiseConvolution(size1d, [1], [3]),
  rules: [dilationRule],
  keras: { name: 'DepthwiseConv1D', stock: false, write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[6, 3]] }, output: [4, 3], weights: 12 },
    {
      inputs: { x: [[7, 2]] },
      values: { depthMultiplier: 2, strides: 2, padding: 'same', activation: 'relu' },
      output: [4, 4],
      weights: 16,
    },
    { inputs: { x: [[7, 2]] }, values: { dilationRate: 2, useBias: false }, output: [3, 2], weights: 6 },
    { inputs: { x: [[5, 2]] }, values: { padding: 'number', pads: 1, strides: 2 }, output: [3, 2], weights: 8 },
  ],
});
