import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { bool, from, int } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec, sizeOf } from '../tensorSpec.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';

/** Keras: https://keras.io/api/layers/core_layers/dense/ */
export const dense = defineBlock({
  kind: 'dense',
  version: 1,
  title: 'Dense',
  group: 'core',
  searchWords: ['linear', 'fully connected', 'fc', 'mlp'],
  summary: 'Every output sees every input: batch [examples, features], X W + b. Lectures with samples in columns write W^T X + b.',
  formula: 'y = activation(x W + b)',
  params: {
    units: int({ default: 64, min: 1, max: 1_000_000, help: 'Number of neurons, and of numbers that come out.' }),
    activation: from('activations', 'linear', {
      help: 'Function applied to the result. The last layer of a classifier takes softmax, or sigmoid for yes or no.',
    }),
    useBias: bool({ default: true, help: 'Adds a learned number to each neuron.' }),
    ...weightParams({ kernel: ['glorotUniform', 'the weights'], bias: ['zeros', 'the biases'] }),
    activityRegularizer,
  },
  keras: { name: 'Dense', lacks: ['lora_rank', 'lora_alpha', 'quantization_config'] },
  inputs: [{ name: 'x', help: 'Numbers; only the last axis is mixed.' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { units }) {
    const { shape, mask } = only(inputs, 'x');
    if (shape.length === 0)
      throw new SpecProblem('Dense needs at least one axis: the input is a single number; give the Input the shape 1');
    return { y: { ...floatSpec([...shape.slice(0, -1), units]), mask } };
  },
  weights(inputs, values) {
    const features = known(only(inputs, 'x').shape.at(-1), 'the number of features');
    return [
      kernelWeight('kernel', [features, values.units], values),
      ...(values.useBias ? [biasWeight('bias', [values.units], values)] : []),
    ];
  },
  multiplyAdds: (inputs, _outputs, { units }) => (sizeOf(only(inputs, 'x').shape) ?? 0) * units,
  face: ({ units, activation }) => `${plural(units, 'unit')}${activation.kind === 'linear' ? '' : `, ${activation.kind}`}`,
  cases: [
    {
      inputs: { x: [[5]] },
      values: { units: 3, activation: { kind: 'leakyRelu', values: { negativeSlope: 0.1 } } },
      output: [3],
      weights: 18,
    },
    { inputs: { x: [[784]] }, values: { units: 128, activation: 'relu' }, output: [128], weights: 100480 },
    { inputs: { x: [[5]] }, values: { units: 3, useBias: false, kernelInitializer: 'heNormal' }, output: [3], weights: 15 },
    { inputs: { x: [[4, 6]] }, values: { units: 2, activation: 'softmax' }, output: [4, 2], weights: 14 },
    { inputs: { x: [[3]] }, values: { units: 4, activation: 'sigmoid', biasInitializer: 'ones' }, output: [4], weights: 16 },
    {
      inputs: { x: [[5]] },
      values: { units: 4, kernelRegularizer: 'l1', biasRegularizer: 'l2', activityRegularizer: 'l1l2', activation: 'tanh' },
      output: [4],
      weights: 24,
    },
    {
      inputs: { x: [[5]] },
      values: { units: 4, kernelConstraint: { kind: 'maxNorm', values: { maxValue: 0.6 } }, biasConstraint: 'nonNegative' },
      output: [4],
      weights: 24,
    },
  ],
});
