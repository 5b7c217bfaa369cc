import { defineBlock } from '../block.ts';
import { size3d } from '../params.ts';
import { enlarged, upSampling } from './upSampling.ts';

/** Keras: https://keras.io/api/layers/reshaping_layers/up_sampling3d/ */
export const upSampling3d = defineBlock({
  ...upSampling(3),
  kind: 'upSampling3d',
  title: 'UpSampling3D',
  summary: 'Makes a volume larger by repeating its cells.',
  params: { size: size3d({ default: [2, 2, 2], min: 1, help: 'How many times as long each axis becomes.' }) },
  keras: { name: 'UpSampling3D', stock: false, lacks: ['data_format'] },
  infer: (inputs, { size }) => enlarged(inputs, size),
  face: ({ size }) => size.join('×'),
  cases: [
    { inputs: { x: [[2, 3, 2, 2]] }, output: [4, 6, 4, 2], weights: 0 },
    { inputs: { x: [[2, 2, 3, 1]] }, values: { size: [1, 3, 2] }, output: [2, 6, 6, 1], weights: 0 },
  ],
});
