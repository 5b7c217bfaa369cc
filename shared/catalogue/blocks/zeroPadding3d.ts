import { zeroPadding } from './zeroPadding.ts';

export const zeroPadding3d = zeroPadding({
  kind: 'zeroPadding3d',
  title: 'ZeroPadding3D',
  summary: 'Puts zeros around a volume.',
  dimensions: 3,
});
