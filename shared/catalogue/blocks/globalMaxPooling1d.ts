import { globalPooling } from './globalPooling.ts';

export const globalMaxPooling1d = globalPooling({
  kind: 'globalMaxPooling1d',
  title: 'GlobalMaxPooling1D',
  summary: 'The largest number of each channel over all steps: whether a feature is there at all, wherever it is.',
  formula: 'y = max of the channel',
  searchWords: ['gmp'],
  dimensions: 1,
});
