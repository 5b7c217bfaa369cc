import { defineLoss } from '../otherItems.ts';

export const meanAbsoluteError = defineLoss({
  kind: 'meanAbsoluteError',
  title: 'Mean absolute error',
  short: 'mean absolute error',
  summary: 'Numbers to predict; every error weighs by its size.',
  formula: 'mean(|y - q|)',
  params: {},
  keras: { name: 'MeanAbsoluteError' },
  target: 'values',
  foldsIn: null,
});
