import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { int } from '../params.ts';
import { plural } from '../plural.ts';
import { sizeOf } from '../tensorSpec.ts';
import { scaleAndShift, scaleAndShiftWeights } from './scaleAndShift.ts';

/** Keras: https://keras.io/api/layers/normalization_layers/group_normalization/ (arXiv 1803.08494) */
export const groupNormalization = defineBlock({
  kind: 'groupNormalization',
  version: 1,
  title: 'GroupNormalization',
  group: 'normalization',
  searchWords: ['groupnorm', 'gn', 'instance norm'],
  summary:
    'Brings each group of channels of an example to mean 0 and variance 1: works with small batches, where BatchNormalization does not. One channel to a group is instance normalization.',
  formula: 'y = gamma (x - mean of the group) / sqrt(variance of the group + epsilon) + beta',
  params: {
    groups: int({ default: 32, min: -1, max: 65536, help: 'Number of groups; must divide the channels. -1: each channel by itself.' }),
    ...scaleAndShift,
  },
  rules: [
    {
      param: 'groups',
      message: 'there cannot be 0 groups: take 1 or more, or -1 for each channel by itself',
      holds: ({ groups }) => groups !== 0,
    },
  ],
  keras: { name: 'GroupNormalization', stock: false, lacks: ['axis'] },
  inputs: [{ name: 'x', help: 'The last axis holds the channels.' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { groups }) {
    const spec = only(inputs, 'x');
    const channels = known(spec.shape.at(-1), 'the number of channels');
    if (groups > 0 && channels % groups > 0)
      throw new SpecProblem(
        `${plural(channels, 'channel')} cannot be divided into ${groups} groups: choose a divisor of ${channels}`,
        'groups',
      );
    return { y: spec };
  },
  weights: (inputs, values) => scaleAndShiftWeights([known(only(inputs, 'x').shape.at(-1), 'the number of channels')], values),
  multiplyAdds: (inputs) => 2 * (sizeOf(only(inputs, 'x').shape) ?? 0),
  face: ({ groups }) => (groups === -1 ? 'each channel' : plural(groups, 'group')),
  cases: [
    { inputs: { x: [[6]] }, values: { groups: 2 }, output: [6], weights: 12 },
    { inputs: { x: [[3, 4, 4]] }, values: { groups: 2, scale: false, epsilon: 0.01 }, output: [3, 4, 4], weights: 4 },
    { inputs: { x: [[5, 3]] }, values: { groups: -1 }, output: [5, 3], weights: 6 },
    { inputs: { x: [[2, 2, 64]] }, output: [2, 2, 64], weights: 128 },
  ],
});
