import { globalPooling } from './globalPooling.ts';

export const globalAveragePooling2d = globalPooling({
  kind: 'globalAveragePooling2d',
  title: 'GlobalAveragePooling2D',
  summary: 'The mean of each channel over the whole image: a few numbers in place of Flatten.',
  formula: 'y = mean of the channel',
  searchWords: ['gap'],
  dimensions: 2,
});
