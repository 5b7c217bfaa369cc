import { size3d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const maxPooling3d = pooling({
  kind: 'maxPooling3d',
  title: 'MaxPooling3D',
  summary: 'Keeps the largest number of each window: smaller volume, strongest features.',
  formula: 'y = max of the window',
  verb: 'largest number',
  size: size3d,
  two: [2, 2, 2],
  cases: poolingCases[3],
});
