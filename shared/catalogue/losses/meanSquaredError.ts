import { defineLoss } from '../otherItems.ts';

export const meanSquaredError = defineLoss({
  kind: 'meanSquaredError',
  title: 'Mean squared error',
  short: 'mean squared error',
  summary: 'Numbers to predict; large errors weigh most.',
  formula: 'mean((y - q)^2)',
  params: {},
  keras: { name: 'MeanSquaredError' },
  target: 'values',
  foldsIn: null,
});
