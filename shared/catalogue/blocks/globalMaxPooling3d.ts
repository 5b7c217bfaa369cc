import { globalPooling } from './globalPooling.ts';

export const globalMaxPooling3d = globalPooling({
  kind: 'globalMaxPooling3d',
  title: 'GlobalMaxPooling3D',
  summary: 'The largest number of each channel over the whole volume: whether a feature is there at all, wherever it is.',
  formula: 'y = max of the channel',
  searchWords: ['gmp'],
  dimensions: 3,
});
