import { spatialDropout } from './spatialDropout.ts';

export const spatialDropout1d = spatialDropout({
  kind: 'spatialDropout1d',
  title: 'SpatialDropout1D',
  summary: 'Drops whole channels of a sequence while training: neighbours are alike, so that single numbers would not be missed.',
  dimensions: 1,
  cases: [
    { inputs: { x: [[4, 6]] }, output: [4, 6], weights: 0 },
    { inputs: { x: [[3, 5]] }, values: { rate: 0.2, seed: 3 }, output: [3, 5], weights: 0 },
  ],
});
