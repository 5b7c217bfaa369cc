import { cropping } from './cropping.ts';

export const cropping3d = cropping({
  kind: 'cropping3d',
  title: 'Cropping3D',
  summary: 'Cuts layers off the sides of a volume.',
  dimensions: 3,
});
