import { defineMetric } from '../otherItems.ts';

/** Keras: https://keras.io/api/metrics/regression_metrics/ */
export const rootMeanSquaredError = defineMetric({
  kind: 'rootMeanSquaredError',
  title: 'Root mean squared error',
  summary: 'The size of an error in the unit of the target; large errors weigh more.',
  formula: 'sqrt(mean((y - q)^2)), over all examples of an epoch',
  params: {},
  keras: { name: 'RootMeanSquaredError' },
  keepsSums: true,
  better: 'smaller',
});
