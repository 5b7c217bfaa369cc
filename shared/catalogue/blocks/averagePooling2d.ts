import { pooling2d } from './pooling2d.ts';

export const averagePooling2d = pooling2d({
  kind: 'averagePooling2d',
  title: 'AveragePooling2D',
  summary: 'Keeps the mean of each window: smaller, smoother image.',
  verb: 'mean',
});
