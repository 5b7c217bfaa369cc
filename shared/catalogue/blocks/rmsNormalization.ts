import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { float } from '../params.ts';
import { sizeOf } from '../tensorSpec.ts';

/** Keras: https://keras.io/api/layers/normalization_layers/rms_normalization/ (arXiv 1910.07467) */
export const rmsNormalization = defineBlock({
  kind: 'rmsNormalization',
  version: 1,
  title: 'RMSNormalization',
  group: 'normalization',
  searchWords: ['rmsnorm', 'root mean square', 'transformer', 'llama'],
  summary:
    'Divides the numbers of each example by their root mean square along the last axis, and scales them by learned numbers: LayerNormalization without the mean and the shift, for less work.',
  formula: 'y = scale x / sqrt(mean of x^2 + epsilon)',
  params: {
    epsilon: float({ default: 1e-6, min: 0, advanced: true, help: 'Keeps the division away from 0.' }),
  },
  keras: { name: 'RMSNormalization', stock: false, lacks: ['axis'] },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs) {
    const spec = only(inputs, 'x');
    if (spec.shape.length === 0)
      throw new SpecProblem('RMSNormalization needs at least one axis: the input is a single number; give the Input the shape 1');
    return { y: spec };
  },
  weights(inputs) {
    const length = known(only(inputs, 'x').shape.at(-1), 'the length of the last axis');
    return [{ name: 'scale', shape: [length], initializer: { kind: 'ones', values: {} }, role: 'scale', trainable: true }];
  },
  multiplyAdds: (inputs) => 2 * (sizeOf(only(inputs, 'x').shape) ?? 0),
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 6 },
    { inputs: { x: [[4, 5]] }, values: { epsilon: 0.1 }, output: [4, 5], weights: 5 },
    { inputs: { x: [[3, 2, 4]] }, output: [3, 2, 4], weights: 4 },
  ],
});
