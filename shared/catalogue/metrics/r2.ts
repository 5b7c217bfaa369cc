import { defineMetric } from '../otherItems.ts';
import { choice } from '../params.ts';

/** Keras: https://keras.io/api/metrics/regression_metrics/ */
export const r2 = defineMetric({
  kind: 'r2',
  title: 'R²',
  summary: 'Share of the variance of the target that is explained: 1 is perfect, 0 is no better than its mean, and it can be worse.',
  formula: '1 - sum((y - q)^2) / sum((y - mean(y))^2), over all examples of an epoch',
  params: {
    classAggregation: choice(['uniformAverage', 'varianceWeightedAverage'], {
      default: 'uniformAverage',
      advanced: true,
      title: 'Aggregation',
      help: 'Of several outputs: the mean of their R², or by the variance of each.',
    }),
  },
  keras: { name: 'R2Score' },
  variants: [{ classAggregation: 'varianceWeightedAverage' }],
  keepsSums: true,
  better: 'larger',
  targets: ['values'],
});
