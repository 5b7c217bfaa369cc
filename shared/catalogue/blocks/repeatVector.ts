import { defineBlock, only } from '../block.ts';
import { int } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

/** Keras: https://keras.io/api/layers/reshaping_layers/repeat_vector/ */
export const repeatVector = defineBlock({
  kind: 'repeatVector',
  version: 1,
  title: 'RepeatVector',
  group: 'reshaping',
  searchWords: ['tile', 'sequence'],
  summary: 'Makes a sequence that has the same numbers in every step: from an encoder to a recurrent decoder.',
  params: { n: int({ default: 3, min: 1, max: 1_000_000, title: 'Steps', help: 'How often the numbers are repeated.' }) },
  keras: { name: 'RepeatVector' },
  inputs: [{ name: 'x', rank: 1, help: 'The numbers to repeat.' }],
  outputs: [{ name: 'y' }],
  infer: (inputs, { n }) => ({ y: floatSpec([n, ...only(inputs, 'x').shape]) }),
  face: ({ n }) => `${n} times`,
  cases: [
    { inputs: { x: [[4]] }, output: [3, 4], weights: 0 },
    { inputs: { x: [[2]] }, values: { n: 5 }, output: [5, 2], weights: 0 },
  ],
});
