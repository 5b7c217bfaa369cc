import { defineBlock, only } from '../block.ts';
import { from } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

export const activation = defineBlock({
  kind: 'activation',
  version: 1,
  title: 'Activation',
  group: 'activation',
  searchWords: ['relu', 'sigmoid', 'softmax', 'tanh'],
  summary: 'An activation as a block of its own, for instance after batch normalization.',
  params: { activation: from('activations', 'relu', { help: 'The function.' }) },
  keras: { name: 'Activation' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs) {
    const { shape, mask } = only(inputs, 'x');
    return { y: { ...floatSpec(shape), mask } };
  },
  face: (values) => values.activation.kind,
  cases: [
    { inputs: { x: [[5]] }, output: [5], weights: 0 },
    { inputs: { x: [[5]] }, values: { activation: 'softmax' }, output: [5], weights: 0 },
    { inputs: { x: [[5]] }, values: { activation: 'sigmoid' }, output: [5], weights: 0 },
    { inputs: { x: [[5]] }, values: { activation: 'tanh' }, output: [5], weights: 0 },
    { inputs: { x: [[5]] }, values: { activation: { kind: 'swish', values: { beta: 0.5, learned: true } } }, output: [5], weights: 1 },
    { inputs: { x: [[5]] }, values: { activation: 'elu' }, output: [5], weights: 0 },
    { inputs: { x: [[5]] }, values: { activation: 'softplus' }, output: [5], weights: 0 },
    { inputs: { x: [[2, 2, 3]] }, values: { activation: 'linear' }, output: [2, 2, 3], weights: 0 },
  ],
});
