import { globalPooling } from './globalPooling.ts';

export const globalAveragePooling1d = globalPooling({
  kind: 'globalAveragePooling1d',
  title: 'GlobalAveragePooling1D',
  summary: 'The mean of each channel over all steps: a few numbers in place of Flatten.',
  formula: 'y = mean of the channel',
  searchWords: ['gap'],
  dimensions: 1,
  cases: [{ inputs: { x: [[4, 3]] }, masked: true, output: [3], weights: 0 }],
});
