import { defineBlock, only, SpecProblem } from '../block.ts';
import { ints, numbersOf, optional } from '../params.ts';
import { plural } from '../plural.ts';
import { rateParam } from './rate.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/regularization_layers/dropout/ */
export const dropout = defineBlock({
  kind: 'dropout',
  version: 1,
  title: 'Dropout',
  group: 'regularization',
  summary:
    'While training, sets a random share of the numbers to 0 and scales the rest up; afterwards does nothing, unless predictions are made with it left on: an ensemble, whose spread says how sure it is.',
  formula: 'y = x mask / (1 - rate)',
  params: {
    rate: rateParam('Share that is dropped: up to 0.5 in hidden layers, up to 0.2 on inputs.'),
    noiseShape: optional(
      ints({
        default: [],
        min: -1,
        advanced: true,
        help: 'Lengths of the mask, the batch first: 1 where all share one mask, -1 where the axis keeps its length. -1, 1, -1 drops whole features of a sequence.',
      }),
    ),
    seed,
  },
  keras: { name: 'Dropout', write: { noiseShape: (value) => numbersOf(value).map((length) => (length === -1 ? null : length)) } },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { noiseShape }) {
    const spec = only(inputs, 'x');
    if (noiseShape) {
      const wanted = `the batch and ${plural(spec.shape.length, 'axis', 'axes')}`;
      if (noiseShape.length !== spec.shape.length + 1)
        throw new SpecProblem(`the noise shape has ${noiseShape.length} lengths, the input has ${wanted}: give one for each`, 'noiseShape');
      const odd = noiseShape.findIndex((length, at) => length !== 1 && length !== -1 && (at === 0 || length !== spec.shape[at - 1]));
      if (odd >= 0)
        throw new SpecProblem(`length ${noiseShape[odd]} of the noise shape does not fit: give 1, or -1 for the whole axis`, 'noiseShape');
    }
    return { y: spec };
  },
  drops: ({ rate }) => rate > 0,
  face: ({ rate }) => `rate ${rate}`,
  cases: [
    { inputs: { x: [[20]] }, output: [20], weights: 0 },
    { inputs: { x: [[4, 4, 3]] }, values: { rate: 0.25 }, output: [4, 4, 3], weights: 0 },
    { inputs: { x: [[5]] }, values: { rate: 0 }, output: [5], weights: 0 },
    { inputs: { x: [[4, 3]] }, values: { rate: 0.4, noiseShape: [-1, 1, 3], seed: 7 }, output: [4, 3], weights: 0 },
  ],
});
