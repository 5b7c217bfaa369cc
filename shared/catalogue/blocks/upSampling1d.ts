import { defineBlock } from '../block.ts';
import { size1d } from '../params.ts';
import { enlarged, upSampling } from './upSampling.ts';

/** Keras: https://keras.io/api/layers/reshaping_layers/up_sampling1d/ */
export const upSampling1d = defineBlock({
  ...upSampling(1),
  kind: 'upSampling1d',
  title: 'UpSampling1D',
  summary: 'Repeats every step of a sequence.',
  params: { size: size1d({ default: [2], min: 1, help: 'How many times as long each axis becomes.' }) },
  keras: { name: 'UpSampling1D', stock: false },
  infer: (inputs, { size }) => enlarged(inputs, size),
  face: ({ size }) => size.join('×'),
  cases: [
    { inputs: { x: [[3, 2]] }, output: [6, 2], weights: 0 },
    { inputs: { x: [[2, 3]] }, values: { size: 3 }, output: [6, 3], weights: 0 },
  ],
});
