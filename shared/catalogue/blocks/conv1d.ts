import { defineBlock } from '../block.ts';
import { choice, size1d } from '../params.ts';
import { numberWritten } from './convolution.ts';
import { groupedConvolution } from './groupedConvolution.ts';

const padding = choice(['valid', 'same', 'causal', 'number'], {
  default: 'valid',
  help: "'valid' uses only windows that lie wholly on the input; 'same' pads with zeros so that stride 1 keeps the length; 'causal' pads in front only, so that no step sees a later one; 'number' adds as many zeros as you say on both sides.",
});

/** Keras: https://keras.io/api/layers/convolution_layers/convolution1d/ */
export const conv1d = defineBlock({
  kind: 'conv1d',
  version: 1,
  title: 'Conv1D',
  group: 'convolution',
  searchWords: ['cnn', 'convolution', 'temporal', 'causal', 'sequence'],
  summary: 'Slides learned filters along a sequence; each filter gives one channel of the output.',
  ...groupedConvolution(size1d, [1], [3], padding),
  keras: { name: 'Conv1D', write: numberWritten, lacks: ['data_format'] },
  cases: [
    { inputs: { x: [[8, 2]] }, values: { filters: 3 }, output: [6, 3], weights: 21 },
    { inputs: { x: [[7, 2]] }, values: { filters: 3, strides: 2, padding: 'same', activation: 'relu' }, output: [4, 3], weights: 21 },
    { inputs: { x: [[6, 2]] }, values: { filters: 2, padding: 'causal', dilationRate: 2, useBias: false }, output: [6, 2], weights: 12 },
    { inputs: { x: [[6, 4]] }, values: { filters: 4, kernelSize: 2, groups: 2 }, output: [5, 4], weights: 20 },
    { inputs: { x: [[7, 1]] }, values: { filters: 2, padding: 'causal', strides: 2, activation: 'tanh' }, output: [4, 2], weights: 8 },
    { inputs: { x: [[6, 2]] }, values: { filters: 3, padding: 'number', pads: 2, strides: 2 }, output: [4, 3], weights: 21 },
  ],
});
