import { spatialDropout } from './spatialDropout.ts';

export const spatialDropout2d = spatialDropout({
  kind: 'spatialDropout2d',
  title: 'SpatialDropout2D',
  summary: 'Drops whole channels of an image while training: neighbours are alike, so that single numbers would not be missed.',
  dimensions: 2,
  cases: [{ inputs: { x: [[3, 3, 6]] }, output: [3, 3, 6], weights: 0 }],
});
