import { defineBlock } from '../block.ts';
import { size3d } from '../params.ts';
import { numberWritten } from './convolution.ts';
import { groupedConvolution } from './groupedConvolution.ts';
import { paddingOrNumber } from './window.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/convolution3d/ */
export const conv3d = defineBlock({
  kind: 'conv3d',
  version: 1,
  title: 'Conv3D',
  group: 'convolution',
  searchWords: ['cnn', 'convolution', 'volume', 'video'],
  summary: 'Slides learned filters through a volume, such as a scan or a film; each filter gives one channel of the output.',
  ...groupedConvolution(size3d, [1, 1, 1], [3, 3, 3], paddingOrNumber),
  keras: { name: 'Conv3D', write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[4, 4, 5, 2]] }, values: { filters: 3 }, output: [2, 2, 3, 3], weights: 165 },
    {
      inputs: { x: [[4, 3, 5, 1]] },
      values: { filters: 2, kernelSize: [2, 2, 3], strides: 2, padding: 'same', activation: 'relu' },
      output: [2, 2, 3, 2],
      weights: 26,
    },
    {
      inputs: { x: [[5, 4, 4, 2]] },
      values: { filters: 2, kernelSize: 2, dilationRate: [2, 1, 2], useBias: false },
      output: [3, 3, 2, 2],
      weights: 32,
    },
    { inputs: { x: [[3, 3, 3, 4]] }, values: { filters: 4, kernelSize: [2, 1, 2], groups: 2 }, output: [2, 3, 2, 4], weights: 36 },
    { inputs: { x: [[3, 4, 3, 1]] }, values: { filters: 2, padding: 'number', pads: [1, 0, 2] }, output: [3, 2, 5, 2], weights: 56 },
  ],
});
