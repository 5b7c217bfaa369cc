import { defineLoss } from '../otherItems.ts';

export const meanAbsolutePercentageError = defineLoss({
  kind: 'meanAbsolutePercentageError',
  title: 'Mean absolute percentage error',
  short: 'percentage error',
  summary: 'How far off in percent of the target: for quantities of very different size, none of them near 0.',
  formula: '100 mean(|y - q| / |y|)',
  params: {},
  keras: { name: 'MeanAbsolutePercentageError' },
  target: 'values',
  foldsIn: null,
});
