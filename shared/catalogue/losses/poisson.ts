import { defineLoss } from '../otherItems.ts';

export const poisson = defineLoss({
  kind: 'poisson',
  title: 'Poisson',
  short: 'Poisson',
  summary: 'Counts: the prediction is the expected number and must be positive, so end the head with softplus or exponential.',
  formula: 'mean(q - y ln(q))',
  params: {},
  keras: { name: 'Poisson' },
  target: 'values',
  foldsIn: null,
  suits: 'softplus',
});
