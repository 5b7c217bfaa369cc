import { size2d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const averagePooling2d = pooling({
  kind: 'averagePooling2d',
  title: 'AveragePooling2D',
  summary: 'Keeps the mean of each window: smaller, smoother image.',
  formula: 'y = mean of the window; numbers of the padding do not count',
  verb: 'mean',
  size: size2d,
  two: [2, 2],
  cases: poolingCases[2],
});
