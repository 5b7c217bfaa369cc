import { defineLoss } from '../otherItems.ts';

export const meanSquaredLogarithmicError = defineLoss({
  kind: 'meanSquaredLogarithmicError',
  title: 'Mean squared logarithmic error',
  short: 'squared log error',
  summary: 'Positive numbers of very different size: ratios count, not differences.',
  formula: 'mean((ln(1 + y) - ln(1 + q))^2)',
  params: {},
  keras: { name: 'MeanSquaredLogarithmicError' },
  target: 'values',
  foldsIn: null,
  suits: 'softplus',
});
