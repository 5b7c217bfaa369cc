import { defineBlock } from '../block.ts';
import { edges } from '../params.ts';
import { augmentation, factorParam, range } from './augmentation.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomContrast = defineBlock({
  ...augmentation,
  kind: 'randomContrast',
  title: 'RandomContrast',
  summary: 'While training, makes the differences within each picture larger or smaller.',
  formula: 'y = (x - mean) U(1 - factor, 1 + factor) + mean',
  params: {
    factor: factorParam(0.2, 'How much weaker or stronger the contrast becomes at most.'),
    valueRange: edges(range, {
      default: [0, 255],
      min: -1_000_000,
      advanced: true,
      help: 'Lowest and highest number of a pixel; what lies beyond is cut. 0 and 255, or 0 and 1 behind a Rescaling.',
    }),
    seed,
  },
  keras: { name: 'RandomContrast', stock: 'passes' },
  face: ({ factor }) => `± ${factor}`,
  cases: [
    { inputs: { x: [[4, 5, 2]] }, values: { valueRange: [-100, 100] }, output: [4, 5, 2], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { factor: 0.5, valueRange: [-50, 50], seed: 3 }, output: [3, 4, 1], weights: 0 },
  ],
});
