import { defineBlock } from '../block.ts';
import { augmentation, factorParam, fillMode } from './augmentation.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomTranslation = defineBlock({
  ...augmentation,
  kind: 'randomTranslation',
  title: 'RandomTranslation',
  summary: 'While training, moves each picture by a random way: a thing is the same a little further left.',
  formula: 'y(row, column) = x(row - down, column - right)',
  params: {
    heightFactor: factorParam(0.1, 'Share of the height that a picture moves at most, up or down.'),
    widthFactor: factorParam(0.1, 'Share of the width that it moves at most, to the left or right.'),
    fillMode,
    seed,
  },
  keras: { name: 'RandomTranslation', stock: 'passes', lacks: ['interpolation', 'fill_value', 'data_format'] },
  face: ({ heightFactor, widthFactor }) => `${heightFactor} × ${widthFactor}`,
  cases: [
    { inputs: { x: [[5, 6, 2]] }, output: [5, 6, 2], weights: 0 },
    {
      inputs: { x: [[5, 4, 1]] },
      values: { heightFactor: 0.3, widthFactor: 0.2, fillMode: 'constant', seed: 5 },
      output: [5, 4, 1],
      weights: 0,
    },
    { inputs: { x: [[4, 4, 1]] }, values: { heightFactor: 0.4, fillMode: 'wrap' }, output: [4, 4, 1], weights: 0 },
  ],
});
