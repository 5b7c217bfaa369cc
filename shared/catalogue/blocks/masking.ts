import { defineBlock, only } from '../block.ts';
import { float } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

/** Keras: https://keras.io/api/layers/core_layers/masking/ */
export const masking = defineBlock({
  kind: 'masking',
  version: 1,
  title: 'Masking',
  group: 'recurrent',
  searchWords: ['padding', 'variable length', 'sequence'],
  summary:
    'Marks the steps of a sequence whose numbers all have one value: they fill a short sequence up. Recurrent blocks, attention and GlobalAveragePooling1D behind it leave them out.',
  params: { maskValue: float({ default: 0, help: 'The value that says that there is nothing.' }) },
  keras: { name: 'Masking' },
  inputs: [{ name: 'x', rank: 2, help: 'A sequence: steps × features.' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: { ...floatSpec(only(inputs, 'x').shape), mask: true } }),
  face: ({ maskValue }) => `steps of ${maskValue}`,
  cases: [{ inputs: { x: [[4, 3]] }, output: [4, 3], weights: 0 }],
});
