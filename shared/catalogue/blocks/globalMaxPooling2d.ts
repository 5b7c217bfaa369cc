import { globalPooling } from './globalPooling.ts';

export const globalMaxPooling2d = globalPooling({
  kind: 'globalMaxPooling2d',
  title: 'GlobalMaxPooling2D',
  summary: 'The largest number of each channel over the whole image: whether a feature is there at all, wherever it is.',
  formula: 'y = max of the channel',
  searchWords: ['gmp'],
  dimensions: 2,
});
