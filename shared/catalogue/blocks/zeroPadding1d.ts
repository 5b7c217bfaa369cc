import { zeroPadding } from './zeroPadding.ts';

export const zeroPadding1d = zeroPadding({
  kind: 'zeroPadding1d',
  title: 'ZeroPadding1D',
  summary: 'Puts zeros before and after a sequence.',
  dimensions: 1,
});
