import { defineBlock, known, only, SpecProblem, type InputSpecs } from '../block.ts';
import { choice, size2d } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec, sizeOf } from '../tensorSpec.ts';
import { biasWeight, kernelWeight } from '../weights.ts';
import {
  convolutionFace,
  convolutionTail,
  dilationParam,
  dilationRule,
  dividedChannels,
  filtersParam,
  groupsParam,
  groupsRule,
  kernelParams,
  numberWritten,
  paddingParams,
  windowParams,
  zerosBefore,
} from './convolution.ts';
import { paddingOrNumber, slide } from './window.ts';

const dataFormat = choice(['channelsLast', 'channelsFirst'], {
  default: 'channelsLast',
  advanced: true,
  help: "Where an image has its channels. All other blocks here take them last; 'channelsFirst' is for data that comes so.",
});
const kerasFormat = { channelsLast: 'channels_last', channelsFirst: 'channels_first' } as const;

/** The lengths of an image that arrives, its channels told apart. */
function image(inputs: InputSpecs, format: keyof typeof kerasFormat): { shape: readonly (number | null)[]; channels: number | null } {
  const { shape } = only(inputs, 'x');
  return format === 'channelsFirst'
    ? { shape: shape.slice(1), channels: shape[0] ?? null }
    : { shape: shape.slice(0, 2), channels: shape[2] ?? null };
}

/** Keras: https://keras.io/api/layers/convolution_layers/convolution2d/ */
export const conv2d = defineBlock({
  kind: 'conv2d',
  version: 1,
  title: 'Conv2D',
  group: 'convolution',
  searchWords: ['cnn', 'convolution'],
  summary: 'Slides learned filters over an image; each filter gives one channel of the output.',
  params: {
    filters: filtersParam,
    ...windowParams(size2d, [1, 1], [3, 3]),
    ...paddingParams(size2d, [1, 1], paddingOrNumber),
    dataFormat,
    groups: groupsParam,
    dilationRate: dilationParam(size2d, [1, 1]),
    ...convolutionTail,
    ...kernelParams,
  },
  rules: [groupsRule, dilationRule],
  keras: { name: 'Conv2D', write: numberWritten },
  kerasBefore: (values) =>
    zerosBefore(values).map((layer) => ({ ...layer, config: { ...layer.config, data_format: kerasFormat[values.dataFormat] } })),
  inputs: [{ name: 'x', rank: 3, help: 'An image: height × width × channels.' }],
  outputs: [{ name: 'y' }],
  infer(inputs, values) {
    const { shape, channels } = image(inputs, values.dataFormat);
    const { kernelSize: size, strides, padding, pads, dilationRate: dilation, filters, groups } = values;
    if (channels === 0) throw new SpecProblem('the input has no channels');
    dividedChannels(channels, groups);
    const slid = slide(shape, { what: 'kernel', size, strides, padding, pads, dilation });
    return { y: floatSpec(values.dataFormat === 'channelsFirst' ? [filters, ...slid] : [...slid, filters]) };
  },
  weights(inputs, values) {
    const channels = known(image(inputs, values.dataFormat).channels, 'the number of channels');
    const kernel = [...values.kernelSize, channels / values.groups, values.filters];
    return [kernelWeight('kernel', kernel, values), ...(values.useBias ? [biasWeight('bias', [values.filters], values)] : [])];
  },
  multiplyAdds(inputs, outputs, { kernelSize, dataFormat, groups }) {
    const { channels } = image(inputs, dataFormat);
    return (sizeOf(outputs.y?.shape ?? []) ?? 0) * kernelSize[0] * kernelSize[1] * ((channels ?? 0) / groups);
  },
  face: (values) => convolutionFace(plural(values.filters, 'filter'), values),
  cases: [
    { inputs: { x: [[28, 28, 1]] }, values: { filters: 8 }, output: [26, 26, 8], weights: 80 },
    {
      inputs: { x: [[7, 6, 2]] },
      values: { filters: 3, strides: [2, 2], padding: 'same', activation: 'relu' },
      output: [4, 3, 3],
      weights: 57,
    },
    { inputs: { x: [[9, 9, 2]] }, values: { filters: 2, dilationRate: [2, 2], useBias: false }, output: [5, 5, 2], weights: 36 },
    {
      inputs: { x: [[6, 8, 1]] },
      values: { filters: 2, kernelSize: [2, 3], strides: [2, 1], activation: 'tanh' },
      output: [3, 6, 2],
      weights: 14,
    },
    { inputs: { x: [[8, 8, 2]] }, values: { filters: 2, dilationRate: [2, 1], padding: 'same' }, output: [8, 8, 2], weights: 38 },
    {
      inputs: { x: [[5, 6, 2]] },
      values: {
        filters: 3,
        activation: 'relu',
        kernelRegularizer: 'l2',
        activityRegularizer: 'l1',
        kernelConstraint: { kind: 'minMaxNorm', values: { minValue: 0.8, maxValue: 0.9, rate: 0.5, axis: [0, 1, 2] } },
      },
      output: [3, 4, 3],
      weights: 57,
    },
    { inputs: { x: [[5, 6, 4]] }, values: { filters: 6, groups: 2, activation: 'relu' }, output: [3, 4, 6], weights: 114 },
    // As many groups as channels: a depthwise convolution.
    { inputs: { x: [[6, 6, 3]] }, values: { filters: 6, groups: 3, strides: [2, 2], padding: 'same' }, output: [3, 3, 6], weights: 60 },
    {
      inputs: { x: [[6, 7, 2]] },
      values: { filters: 4, groups: 2, dilationRate: [2, 1], padding: 'same', useBias: false },
      output: [6, 7, 4],
      weights: 36,
    },
    { inputs: { x: [[2, 5, 6]] }, values: { filters: 3, dataFormat: 'channelsFirst', activation: 'relu' }, output: [3, 3, 4], weights: 57 },
    {
      inputs: { x: [[6, 6, 2]] },
      values: { filters: 3, padding: 'number', strides: [2, 2], activation: 'tanh' },
      output: [3, 3, 3],
      weights: 57,
    },
    {
      inputs: { x: [[2, 4, 5]] },
      values: { filters: 4, groups: 2, padding: 'number', pads: [2, 0], dataFormat: 'channelsFirst' },
      output: [4, 6, 3],
      weights: 40,
    },
  ],
});
