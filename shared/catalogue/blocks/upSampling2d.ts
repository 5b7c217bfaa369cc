import { defineBlock } from '../block.ts';
import { choice, size2d } from '../params.ts';
import { enlarged, upSampling } from './upSampling.ts';

const interpolation = choice(['nearest', 'bilinear'], {
  default: 'nearest',
  help: "'nearest' repeats each pixel; 'bilinear' goes from one pixel to the next in straight lines.",
});

/** Keras: https://keras.io/api/layers/reshaping_layers/up_sampling2d/ */
export const upSampling2d = defineBlock({
  ...upSampling(2),
  kind: 'upSampling2d',
  title: 'UpSampling2D',
  summary: 'Makes an image larger by repeating its pixels, or smoothly: the way up in an autoencoder or U-Net.',
  params: {
    size: size2d({ default: [2, 2], min: 1, help: 'How many times as high and as wide the image becomes.' }),
    interpolation,
  },
  keras: { name: 'UpSampling2D', lacks: ['data_format'] },
  infer: (inputs, { size }) => enlarged(inputs, size),
  face: ({ size, interpolation }) => [`${size.join('×')}`, ...(interpolation === 'nearest' ? [] : [interpolation])].join(', '),
  cases: [
    { inputs: { x: [[3, 4, 2]] }, output: [6, 8, 2], weights: 0 },
    { inputs: { x: [[2, 3, 1]] }, values: { size: [3, 1] }, output: [6, 3, 1], weights: 0 },
    { inputs: { x: [[3, 2, 2]] }, values: { interpolation: 'bilinear' }, output: [6, 4, 2], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { size: [3, 4], interpolation: 'bilinear' }, output: [9, 16, 1], weights: 0 },
    { inputs: { x: [[1, 4, 1]] }, values: { size: [2, 2], interpolation: 'bilinear' }, output: [2, 8, 1], weights: 0 },
  ],
});
