import { defineBlock, only } from '../block.ts';
import { bool } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

export const globalAveragePooling2d = defineBlock({
  kind: 'globalAveragePooling2d',
  version: 1,
  title: 'GlobalAveragePooling2D',
  group: 'pooling',
  searchWords: ['gap'],
  summary: 'The mean of each channel over the whole image: a few numbers in place of Flatten.',
  params: { keepdims: bool({ default: false, title: 'Keep dimensions', help: 'Keeps height and width as axes of length 1.' }) },
  keras: { name: 'GlobalAveragePooling2D' },
  inputs: [{ name: 'x', rank: 3, help: 'An image: height × width × channels.' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { keepdims }) {
    const channels = only(inputs, 'x').shape[2] ?? null;
    return { y: floatSpec(keepdims ? [1, 1, channels] : [channels]) };
  },
  cases: [
    { inputs: { x: [[5, 4, 3]] }, output: [3], weights: 0 },
    { inputs: { x: [[5, 4, 3]] }, values: { keepdims: true }, output: [1, 1, 3], weights: 0 },
  ],
});
