import { defineBlock } from '../block.ts';
import { edges } from '../params.ts';
import { augmentation, factorParam, range } from './augmentation.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/image_augmentation/ */
export const randomBrightness = defineBlock({
  ...augmentation,
  kind: 'randomBrightness',
  title: 'RandomBrightness',
  summary: 'While training, makes each picture lighter or darker.',
  formula: 'y = x + U(-factor, factor) (highest - lowest)',
  params: {
    factor: factorParam(0.2, 'How much lighter or darker at most, as a share of the range of pixels.'),
    valueRange: edges(range, {
      default: [0, 255],
      min: -1_000_000,
      advanced: true,
      help: 'Lowest and highest number of a pixel; what lies beyond is cut. 0 and 255, or 0 and 1 behind a Rescaling.',
    }),
    seed,
  },
  keras: { name: 'RandomBrightness', stock: 'passes' },
  face: ({ factor }) => `± ${factor}`,
  cases: [
    { inputs: { x: [[4, 5, 2]] }, values: { valueRange: [-100, 100], factor: 0.01 }, output: [4, 5, 2], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { factor: 0.02, valueRange: [-50, 50], seed: 3 }, output: [3, 4, 1], weights: 0 },
  ],
});
