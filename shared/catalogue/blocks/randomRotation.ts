import { defineBlock } from '../block.ts';
import { augmentation, factorParam, fillMode } from './augmentation.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomRotation = defineBlock({
  ...augmentation,
  kind: 'randomRotation',
  title: 'RandomRotation',
  summary: 'While training, turns each picture about its centre by a random angle.',
  formula: 'y = x turned by U(-factor, factor) of a whole turn',
  params: {
    factor: factorParam(0.1, 'Share of a whole turn that a picture turns at most, both ways: 0.1 is 36 degrees.'),
    fillMode,
    seed,
  },
  keras: { name: 'RandomRotation', stock: 'passes', lacks: ['interpolation', 'fill_value', 'data_format'] },
  face: ({ factor }) => `± ${Math.round(factor * 360)}°`,
  cases: [
    { inputs: { x: [[5, 6, 2]] }, output: [5, 6, 2], weights: 0 },
    { inputs: { x: [[5, 5, 1]] }, values: { factor: 0.5, fillMode: 'nearest', seed: 5 }, output: [5, 5, 1], weights: 0 },
  ],
});
