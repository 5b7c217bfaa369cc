import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { bool, float, from, int } from '../params.ts';
import { sizeOf } from '../tensorSpec.ts';
import { biasWeight, scaleWeight, weightParams } from '../weights.ts';

/** Length of the axis that holds the channels. */
function channelsOf(shape: readonly (number | null)[], axis: number): number | null {
  const rank = shape.length + 1;
  const at = axis < 0 ? rank + axis : axis;
  if (at < 1 || at >= rank)
    throw new SpecProblem(`there is no axis ${axis} of channels: with the batch as 0, the last is ${rank - 1}; -1 is the last too`, 'axis');
  return shape[at - 1] ?? null;
}

/** Keras: https://keras.io/api/layers/normalization_layers/batch_normalization/ */
export const batchNormalization = defineBlock({
  kind: 'batchNormalization',
  version: 1,
  title: 'BatchNormalization',
  group: 'normalization',
  searchWords: ['batchnorm'],
  summary: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by learned numbers.',
  formula: 'y = gamma (x - mean) / sqrt(variance + epsilon) + beta',
  params: {
    axis: int({
      default: -1,
      min: -8,
      max: 8,
      advanced: true,
      help: 'The axis of the channels, counted with the batch as 0; -1 is the last. Each channel is normalized by itself.',
    }),
    momentum: float({
      default: 0.99,
      min: 0,
      max: 1,
      help: 'How slowly the moving averages follow; they are used when it predicts. Lower it for short trainings.',
    }),
    epsilon: float({ default: 0.001, min: 0, help: 'Keeps the division away from 0.' }),
    center: bool({ default: true, help: 'Learns a shift (beta).' }),
    scale: bool({ default: true, help: 'Learns a scale (gamma).' }),
    ...weightParams({ beta: ['zeros', 'the shifts'], gamma: ['ones', 'the scales'] }),
    movingMeanInitializer: from('initializers', 'zeros', { advanced: true, help: 'How the moving mean starts.' }),
    movingVarianceInitializer: from('initializers', 'ones', { advanced: true, help: 'How the moving variance starts.' }),
  },
  keras: { name: 'BatchNormalization', lacks: ['renorm', 'renorm_clipping', 'renorm_momentum', 'synchronized'] },
  inputs: [{ name: 'x', help: 'The last axis holds the channels.' }],
  outputs: [{ name: 'y' }],
  predictsFrozen: true,
  infer(inputs, { axis }) {
    const spec = only(inputs, 'x');
    if (spec.shape.length === 0) throw new SpecProblem('BatchNormalization needs an axis of channels: the input is a single number');
    channelsOf(spec.shape, axis);
    return { y: spec };
  },
  weights(inputs, values) {
    const shape = [known(channelsOf(only(inputs, 'x').shape, values.axis), 'the number of channels')];
    return [
      ...(values.scale ? [scaleWeight('gamma', shape, values)] : []),
      ...(values.center ? [biasWeight('beta', shape, values)] : []),
      { name: 'moving_mean', shape, initializer: values.movingMeanInitializer, role: 'statistic', trainable: false },
      { name: 'moving_variance', shape, initializer: values.movingVarianceInitializer, role: 'statistic', trainable: false },
    ];
  },
  multiplyAdds: (inputs) => 2 * (sizeOf(only(inputs, 'x').shape) ?? 0),
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 24 },
    { inputs: { x: [[4, 5, 3]] }, output: [4, 5, 3], weights: 12 },
    { inputs: { x: [[4, 4, 2]] }, values: { center: false, scale: false, momentum: 0.9 }, output: [4, 4, 2], weights: 4 },
    { inputs: { x: [[7, 3]] }, values: { scale: false, epsilon: 0.01 }, output: [7, 3], weights: 9 },
    { inputs: { x: [[3, 4, 2]] }, values: { axis: 1, epsilon: 0.1 }, output: [3, 4, 2], weights: 12 },
    { inputs: { x: [[3, 4]] }, values: { axis: -2, scale: false }, output: [3, 4], weights: 9 },
    {
      inputs: { x: [[6]] },
      values: { gammaRegularizer: 'l2', betaRegularizer: 'l1', gammaConstraint: 'maxNorm', betaConstraint: 'nonNegative' },
      output: [6],
      weights: 24,
    },
  ],
});
