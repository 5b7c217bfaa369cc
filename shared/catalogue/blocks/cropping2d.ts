import { cropping } from './cropping.ts';

export const cropping2d = cropping({
  kind: 'cropping2d',
  title: 'Cropping2D',
  summary: 'Cuts rows and columns off the sides of an image.',
  dimensions: 2,
});
