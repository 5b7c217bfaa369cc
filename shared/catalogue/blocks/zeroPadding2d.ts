import { zeroPadding } from './zeroPadding.ts';

export const zeroPadding2d = zeroPadding({
  kind: 'zeroPadding2d',
  title: 'ZeroPadding2D',
  summary: 'Puts zeros around an image: a convolution of its choice of padding, or sides that differ.',
  dimensions: 2,
});
