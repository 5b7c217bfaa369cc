import { size3d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const averagePooling3d = pooling({
  kind: 'averagePooling3d',
  title: 'AveragePooling3D',
  summary: 'Takes the mean of each window: smaller volume, smoother than MaxPooling.',
  formula: 'y = mean of the window; numbers of the padding do not count',
  verb: 'mean',
  size: size3d,
  two: [2, 2, 2],
  cases: poolingCases[3],
});
