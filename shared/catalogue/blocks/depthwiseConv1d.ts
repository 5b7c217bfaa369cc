import { defineBlock, known, only } from '../block.ts';
import { int, size1d } from '../params.ts';
import { activityRegularizer, weightParams, weightSpec } from '../weights.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionSpecs,
  convolutionTail,
  convolutionWork,
  dilationParam,
  dilationRule,
  numberWritten,
  paddingParams,
  windowParams,
  zerosBefore,
} from './convolution.ts';
import { paddingOrNumber } from './window.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/ */
export const depthwiseConv1d = defineBlock({
  kind: 'depthwiseConv1d',
  version: 1,
  title: 'DepthwiseConv1D',
  group: 'convolution',
  searchWords: ['mobilenet', 'channelwise'],
  summary: 'Convolves each channel of a sequence by filters of its own: few weights, and channels stay apart.',
  params: {
    ...windowParams(size1d, [1], [3]),
    ...paddingParams(size1d, [1], paddingOrNumber),
    depthMultiplier: int({ default: 1, min: 1, max: 65536, help: 'Filters for each channel; so many times more channels come out.' }),
    dilationRate: dilationParam(size1d, [1]),
    ...convolutionTail,
    ...weightParams({ depthwise: ['glorotUniform', 'the filters'], bias: ['zeros', 'the biases'] }),
    activityRegularizer,
  },
  rules: [dilationRule],
  keras: { name: 'DepthwiseConv1D', stock: false, write: numberWritten },
  kerasBefore: zerosBefore,
  inputs: convolutionInput(1),
  outputs: [{ name: 'y' }],
  infer: (inputs, values) =>
    convolutionSpecs(inputs, values, known(only(inputs, 'x').shape.at(-1), 'the number of channels') * values.depthMultiplier),
  weights(inputs, values) {
    const channels = known(only(inputs, 'x').shape.at(-1), 'the number of channels');
    return [
      weightSpec('kernel', [...values.kernelSize, channels, values.depthMultiplier], values, 'depthwise'),
      ...(values.useBias ? [weightSpec('bias', [channels * values.depthMultiplier], values)] : []),
    ];
  },
  // Each number that comes out is made of one channel alone.
  multiplyAdds: (inputs, outputs, { kernelSize }) =>
    convolutionWork(inputs, outputs, { kernelSize, groups: only(inputs, 'x').shape.at(-1) ?? 1 }),
  face: (values) => convolutionFace(values.depthMultiplier > 1 ? `${values.depthMultiplier} per channel` : null, values),
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
