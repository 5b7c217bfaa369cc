import { defineBlock } from '../block.ts';
import { optional } from '../params.ts';
import { augmentation, factorParam, fillMode } from './augmentation.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomZoom = defineBlock({
  ...augmentation,
  kind: 'randomZoom',
  title: 'RandomZoom',
  summary: 'While training, shows each picture a little larger or smaller: a thing is the same when it is nearer.',
  formula: 'y = x drawn together by 1 + U(-factor, factor)',
  params: {
    heightFactor: factorParam(0.1, 'How much smaller or larger the height becomes at most: 0.2 is from 20 % larger to 20 % smaller.'),
    widthFactor: optional(factorParam(0.1, 'The same for the width; off: as much as the height, so that nothing is squeezed.')),
    fillMode,
    seed,
  },
  keras: { name: 'RandomZoom', stock: 'passes', lacks: ['interpolation', 'fill_value', 'data_format'] },
  face: ({ heightFactor, widthFactor }) => (widthFactor === null ? `± ${heightFactor}` : `± ${heightFactor} × ${widthFactor}`),
  cases: [
    { inputs: { x: [[5, 6, 2]] }, output: [5, 6, 2], weights: 0 },
    {
      inputs: { x: [[5, 5, 1]] },
      values: { heightFactor: 0.3, widthFactor: 0.5, fillMode: 'constant', seed: 5 },
      output: [5, 5, 1],
      weights: 0,
    },
  ],
});
