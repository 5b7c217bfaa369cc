import { defineMetric } from '../otherItems.ts';

export const meanSquaredError = defineMetric({
  kind: 'meanSquaredError',
  title: 'Mean squared error',
  summary: 'The loss of the same name, watched and not trained on.',
  formula: 'mean((y - q)^2)',
  params: {},
  keras: { name: 'meanSquaredError' },
  better: 'smaller',
});
