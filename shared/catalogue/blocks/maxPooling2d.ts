import { size2d } from '../params.ts';
import { pooling, poolingCases } from './pooling.ts';

export const maxPooling2d = pooling({
  kind: 'maxPooling2d',
  title: 'MaxPooling2D',
  summary: 'Keeps the largest number of each window: smaller image, strongest features.',
  formula: 'y = max of the window',
  verb: 'largest number',
  size: size2d,
  two: [2, 2],
  cases: poolingCases[2],
});
