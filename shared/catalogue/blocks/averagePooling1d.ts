import { size1d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const averagePooling1d = pooling({
  kind: 'averagePooling1d',
  title: 'AveragePooling1D',
  summary: 'Takes the mean of each window: smaller sequence, smoother than MaxPooling.',
  formula: 'y = mean of the window; numbers of the padding do not count',
  verb: 'mean',
  size: size1d,
  two: [2],
  cases: poolingCases[1],
});
