import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { ints, optional } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { scaleWeight, weightParams } from '../weights.ts';

/** Keras: https://keras.io/api/layers/activation_layers/prelu/ */
export const prelu = defineBlock({
  kind: 'prelu',
  version: 1,
  title: 'PReLU',
  group: 'activation',
  searchWords: ['leaky relu', 'learned slope', 'parametric relu'],
  summary: 'A leaky ReLU that learns its slope, one for each number (arXiv 1502.01852).',
  formula: 'y = x for x > 0, else alpha x',
  params: {
    sharedAxes: optional(
      ints({
        default: [1, 2],
        min: 1,
        help: 'Axes along which a slope is shared, counted with the batch as 0: 1, 2 gives each channel of an image one.',
      }),
    ),
    ...weightParams({ alpha: ['zeros', 'the slopes'] }),
  },
  keras: { name: 'PReLU' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { sharedAxes }) {
    const { shape } = only(inputs, 'x');
    if (shape.length === 0)
      throw new SpecProblem('PReLU needs at least one axis: the input is a single number; give the Input the shape 1');
    const beyond = sharedAxes?.find((axis) => axis > shape.length);
    if (beyond !== undefined)
      throw new SpecProblem(`there is no axis ${beyond} to share: with the batch as 0, the last is ${shape.length}`, 'sharedAxes');
    return { y: floatSpec(shape) };
  },
  weights(inputs, values) {
    const shape = only(inputs, 'x').shape.map((length, at) => (values.sharedAxes?.includes(at + 1) ? 1 : known(length, 'every length')));
    return [scaleWeight('alpha', shape, values)];
  },
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 6 },
    {
      inputs: { x: [[3, 2, 4]] },
      values: { alphaInitializer: { kind: 'constant', values: { value: 0.25 } } },
      output: [3, 2, 4],
      weights: 24,
    },
    { inputs: { x: [[3, 2, 4]] }, values: { sharedAxes: [1, 2], alphaInitializer: 'ones' }, output: [3, 2, 4], weights: 4 },
    { inputs: { x: [[6]] }, values: { alphaRegularizer: 'l1', alphaConstraint: 'nonNegative' }, output: [6], weights: 6 },
  ],
});
