import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { bool, from, int, size2d } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec } from '../tensorSpec.ts';
import { activityRegularizer, weightParams, weightSpec } from '../weights.ts';
import { padding, slide } from './window.ts';

/** Keras: https://keras.io/api/layers/convolution_layers/convolution2d/ */
export const conv2d = defineBlock({
  kind: 'conv2d',
  version: 1,
  title: 'Conv2D',
  group: 'convolution',
  searchWords: ['cnn', 'convolution'],
  summary: 'Slides learned filters over an image; each filter gives one channel of the output.',
  params: {
    filters: int({ default: 32, min: 1, max: 65536, help: 'Number of filters, and of channels that come out.' }),
    kernelSize: size2d({ default: [3, 3], min: 1, help: 'Height and width of a filter. It always spans all channels that come in.' }),
    strides: size2d({ default: [1, 1], min: 1, help: 'How far the filter moves; 2 halves the image.' }),
    padding,
    dilationRate: size2d({
      default: [1, 1],
      min: 1,
      advanced: true,
      help: 'Distance between the cells a filter reads; above 1 it sees further.',
    }),
    activation: from('activations', 'linear', { help: 'Function applied to the result.' }),
    useBias: bool({ default: true, help: 'Adds a learned number to each channel. Switch it off in front of batch normalization.' }),
    ...weightParams({ kernel: ['glorotUniform', 'the filters'], bias: ['zeros', 'the biases'] }),
    activityRegularizer,
  },
  rules: [
    {
      param: 'dilationRate',
      message: 'strides and dilation cannot both exceed 1: set one of them back to 1',
      holds: ({ strides, dilationRate }) => Math.max(...strides) === 1 || Math.max(...dilationRate) === 1,
    },
  ],
  keras: { name: 'Conv2D' },
  inputs: [{ name: 'x', rank: 3, help: 'An image: height × width × channels.' }],
  outputs: [{ name: 'y' }],
  infer(inputs, values) {
    const { shape } = only(inputs, 'x');
    if (shape[2] === 0) throw new SpecProblem('the input has no channels');
    const { kernelSize: size, strides, dilationRate: dilation } = values;
    return { y: floatSpec([...slide(shape, { what: 'kernel', size, strides, padding: values.padding, dilation }), values.filters]) };
  },
  weights(inputs, values) {
    const channels = known(only(inputs, 'x').shape[2], 'the number of channels');
    const kernel = [...values.kernelSize, channels, values.filters];
    return [weightSpec('kernel', kernel, values), ...(values.useBias ? [weightSpec('bias', [values.filters], values)] : [])];
  },
  multiplyAdds(inputs, outputs, { kernelSize, filters }) {
    const [height = 0, width = 0] = outputs.y?.shape ?? [];
    return (height ?? 0) * (width ?? 0) * filters * kernelSize[0] * kernelSize[1] * (only(inputs, 'x').shape[2] ?? 0);
  },
  face: ({ filters, kernelSize, strides, activation }) =>
    [
      plural(filters, 'filter'),
      kernelSize.join('×'),
      ...(Math.max(...strides) > 1 ? [`stride ${strides.join('×')}`] : []),
      ...(activation.kind === 'linear' ? [] : [activation.kind]),
    ].join(', '),
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
  ],
});
