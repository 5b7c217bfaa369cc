import { defineMetric } from '../otherItems.ts';

/** Keras: https://keras.io/api/metrics/regression_metrics/ */
export const cosineSimilarity = defineMetric({
  kind: 'cosineSimilarity',
  title: 'Cosine similarity',
  summary: 'Whether prediction and target point the same way: 1 where they do, -1 where they are opposed.',
  formula: 'mean(sum(y q) / (|y| |q|))',
  params: {},
  keras: { name: 'CosineSimilarity' },
  better: 'larger',
});
