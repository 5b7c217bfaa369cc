import { defineBlock, only } from '../block.ts';
import { sizeOf } from '../tensorSpec.ts';
import { axesOf, axesParam } from './axes.ts';

/** Keras: https://keras.io/api/layers/normalization_layers/unit_normalization/ */
export const unitNormalization = defineBlock({
  kind: 'unitNormalization',
  version: 1,
  title: 'UnitNormalization',
  group: 'normalization',
  searchWords: ['l2 normalize', 'unit length', 'cosine'],
  summary: 'Brings the numbers of each example to length 1: only their direction is left. Before a Dot it makes a cosine.',
  formula: 'y = x / sqrt(sum of x^2)',
  params: { axis: axesParam },
  keras: { name: 'UnitNormalization', stock: false },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { axis }) {
    const spec = only(inputs, 'x');
    axesOf(spec.shape, axis);
    return { y: spec };
  },
  multiplyAdds: (inputs) => 2 * (sizeOf(only(inputs, 'x').shape) ?? 0),
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 0 },
    { inputs: { x: [[3, 4, 2]] }, values: { axis: [1, 3] }, output: [3, 4, 2], weights: 0 },
  ],
});
