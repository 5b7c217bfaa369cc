import { defineBlock, known, only } from '../block.ts';
import { int, size1d } from '../params.ts';
import { plural } from '../plural.ts';
import { activityRegularizer, weightParams, weightSpec } from '../weights.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionSpecs,
  convolutionTail,
  dilationParam,
  dilationRule,
  filtersParam,
  numberWritten,
  paddingParams,
  windowParams,
  zerosBefore,
} from './convolution.ts';
import { paddingOrNumber } from './window.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/separable_convolution1d/ */
export const separableConv1d = defineBlock({
  kind: 'separableConv1d',
  version: 1,
  title: 'SeparableConv1D',
  group: 'convolution',
  searchWords: ['xception', 'mobilenet', 'depthwise'],
  summary:
    'A convolution in two: each channel by filters of its own, then all channels of a cell together. A fraction of the weights of Conv1D.',
  params: {
    filters: filtersParam,
    ...windowParams(size1d, [1], [3]),
    ...paddingParams(size1d, [1], paddingOrNumber),
    dilationRate: dilationParam(size1d, [1]),
    depthMultiplier: int({ default: 1, min: 1, max: 65536, advanced: true, help: 'Filters for each channel in the first half.' }),
    ...convolutionTail,
    ...weightParams({
      depthwise: ['glorotUniform', 'the filters of each channel'],
      pointwise: ['glorotUniform', 'the weights that mix the channels'],
      bias: ['zeros', 'the biases'],
    }),
    activityRegularizer,
  },
  rules: [dilationRule],
  keras: { name: 'SeparableConv1D', stock: false, write: numberWritten },
  kerasBefore: zerosBefore,
  inputs: convolutionInput(1),
  outputs: [{ name: 'y' }],
  infer: (inputs, values) => convolutionSpecs(inputs, values, values.filters),
  weights(inputs, values) {
    const channels = known(only(inputs, 'x').shape.at(-1), 'the number of channels');
    const { depthMultiplier, filters, kernelSize } = values;
    return [
      weightSpec('depthwise_kernel', [...kernelSize, channels, depthMultiplier], values, 'depthwise'),
      weightSpec('pointwise_kernel', [...kernelSize.map(() => 1), channels * depthMultiplier, filters], values, 'pointwise'),
      ...(values.useBias ? [weightSpec('bias', [filters], values)] : []),
    ];
  },
  multiplyAdds(inputs, outputs, { kernelSize, filters, depthMultiplier }) {
    const cells = (outputs.y?.shape ?? []).slice(0, -1).reduce<number>((product, length) => product * (length ?? 0), 1);
    const channels = (only(inputs, 'x').shape.at(-1) ?? 0) * depthMultiplier;
    return cells * channels * (kernelSize.reduce((a, b) => a * b, 1) + filters);
  },
  face: (values) => convolutionFace(plural(values.filters, 'filter'), values),
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
