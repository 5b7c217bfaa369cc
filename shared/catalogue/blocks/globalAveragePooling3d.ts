import { globalPooling } from './globalPooling.ts';

export const globalAveragePooling3d = globalPooling({
  kind: 'globalAveragePooling3d',
  title: 'GlobalAveragePooling3D',
  summary: 'The mean of each channel over the whole volume: a few numbers in place of Flatten.',
  formula: 'y = mean of the channel',
  searchWords: ['gap'],
  dimensions: 3,
});
