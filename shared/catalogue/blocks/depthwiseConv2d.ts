import { defineBlock } from '../block.ts';
import { size2d } from '../params.ts';
import { dilationRule, equalStridesRule, numberWritten } from './convolution.ts';
import { depthwiseConvolution } from './depthwiseConvolution.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/ */
export const depthwiseConv2d = defineBlock({
  kind: 'depthwiseConv2d',
  version: 1,
  title: 'DepthwiseConv2D',
  group: 'convolution',
  searchWords: ['mobilenet', 'channelwise'],
  summary: 'Convolves each channel of an image by filters of its own: few weights, and channels stay apart.',
  ...depthwiseConvolution(size2d, [1, 1], [3, 3]),
  rules: [dilationRule, equalStridesRule],
  keras: { name: 'DepthwiseConv2D', stockWeights: { kernel: 'depthwise_kernel' }, write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[5, 6, 3]] }, output: [3, 4, 3], weights: 30 },
    {
      inputs: { x: [[6, 7, 2]] },
      values: { depthMultiplier: 2, strides: 2, padding: 'same', activation: 'relu' },
      output: [3, 4, 4],
      weights: 40,
    },
    { inputs: { x: [[6, 6, 2]] }, values: { kernelSize: [2, 3], dilationRate: [1, 2], useBias: false }, output: [5, 2, 2], weights: 12 },
    { inputs: { x: [[5, 4, 2]] }, values: { padding: 'number', pads: [2, 1], strides: 2 }, output: [4, 2, 2], weights: 20 },
  ],
});
