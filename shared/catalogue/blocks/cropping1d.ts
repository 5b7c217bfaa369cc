import { cropping } from './cropping.ts';

export const cropping1d = cropping({
  kind: 'cropping1d',
  title: 'Cropping1D',
  summary: 'Cuts steps off the ends of a sequence.',
  dimensions: 1,
});
