import { defineBlock } from '../block.ts';
import { choice } from '../params.ts';
import { toWords } from '../toWords.ts';
import { augmentation } from './augmentation.ts';
import { seed } from './seed.ts';

const mode = choice(['horizontalAndVertical', 'horizontal', 'vertical'], {
  default: 'horizontalAndVertical',
  help: "'horizontal' exchanges left and right, 'vertical' top and bottom.",
});

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomFlip = defineBlock({
  ...augmentation,
  kind: 'randomFlip',
  title: 'RandomFlip',
  summary:
    'While training, mirrors each picture or not, by chance: what is seen from the left is the same from the right. Not for letters and digits.',
  formula: 'y = x, or x mirrored',
  params: {
    mode,
    seed,
  },
  keras: { name: 'RandomFlip', stock: 'passes', lacks: ['data_format'] },
  face: ({ mode: own }) => toWords(own).toLowerCase(),
  cases: [
    { inputs: { x: [[4, 5, 2]] }, output: [4, 5, 2], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { mode: 'horizontal', seed: 3 }, output: [3, 4, 1], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { mode: 'vertical' }, output: [3, 4, 1], weights: 0 },
  ],
});
