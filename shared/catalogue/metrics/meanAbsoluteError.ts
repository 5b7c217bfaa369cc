import { defineMetric } from '../otherItems.ts';

export const meanAbsoluteError = defineMetric({
  kind: 'meanAbsoluteError',
  title: 'Mean absolute error',
  summary: 'The average distance from the target, in its own unit.',
  formula: 'mean(|y - q|)',
  params: {},
  keras: { name: 'meanAbsoluteError' },
  better: 'smaller',
});
