import { spatialDropout } from './spatialDropout.ts';

export const spatialDropout3d = spatialDropout({
  kind: 'spatialDropout3d',
  title: 'SpatialDropout3D',
  summary: 'Drops whole channels of a volume while training: neighbours are alike, so that single numbers would not be missed.',
  dimensions: 3,
  cases: [{ inputs: { x: [[2, 3, 2, 4]] }, output: [2, 3, 2, 4], weights: 0 }],
});
