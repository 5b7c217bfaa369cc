import { defineBlock, known, only } from '../block.ts';
import { sizeOf } from '../tensorSpec.ts';
import { axesOf, axesParam } from './axes.ts';
import { scaleAndShift, scaleAndShiftWeights } from './scaleAndShift.ts';

/** Keras: https://keras.io/api/layers/normalization_layers/layer_normalization/ (arXiv 1607.06450) */
export const layerNormalization = defineBlock({
  kind: 'layerNormalization',
  version: 1,
  title: 'LayerNormalization',
  group: 'normalization',
  searchWords: ['layernorm', 'ln', 'transformer'],
  summary:
    'Brings the numbers of each example to mean 0 and variance 1, then scales and shifts them by learned numbers. Unlike BatchNormalization it asks nothing of the batch, and does the same when it predicts.',
  formula: 'y = gamma (x - mean) / sqrt(variance + epsilon) + beta',
  params: { axis: axesParam, ...scaleAndShift },
  keras: { name: 'LayerNormalization' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { axis }) {
    const spec = only(inputs, 'x');
    axesOf(spec.shape, axis);
    return { y: spec };
  },
  weights(inputs, values) {
    const { shape } = only(inputs, 'x');
    const lengths = axesOf(shape, values.axis).map((place) => known(shape[place], 'the length of the axis'));
    return scaleAndShiftWeights(lengths, values);
  },
  multiplyAdds: (inputs) => 2 * (sizeOf(only(inputs, 'x').shape) ?? 0),
  face: ({ axis }) => (axis.length === 1 && axis[0] === -1 ? '' : `axes ${axis.join(', ')}`),
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 12 },
    { inputs: { x: [[4, 5]] }, values: { center: false, epsilon: 0.01 }, output: [4, 5], weights: 5 },
    { inputs: { x: [[3, 4, 2]] }, values: { axis: [1, 3], gammaRegularizer: 'l2' }, output: [3, 4, 2], weights: 12 },
    { inputs: { x: [[3, 4]] }, values: { axis: [-2, -1], scale: false }, output: [3, 4], weights: 12 },
  ],
});
