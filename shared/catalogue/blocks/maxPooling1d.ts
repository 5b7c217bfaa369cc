import { size1d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const maxPooling1d = pooling({
  kind: 'maxPooling1d',
  title: 'MaxPooling1D',
  summary: 'Keeps the largest number of each window: smaller sequence, strongest features.',
  formula: 'y = max of the window',
  verb: 'largest number',
  size: size1d,
  two: [2],
  cases: poolingCases[1],
});
