import { pooling2d } from './pooling2d.ts';

export const maxPooling2d = pooling2d({
  kind: 'maxPooling2d',
  title: 'MaxPooling2D',
  summary: 'Keeps the largest number of each window: smaller image, strongest features.',
  verb: 'largest number',
});
