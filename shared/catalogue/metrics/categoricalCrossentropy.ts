import { defineMetric } from '../otherItems.ts';

export const categoricalCrossentropy = defineMetric({
  kind: 'categoricalCrossentropy',
  title: 'Categorical cross-entropy',
  summary: 'The loss of the same name, watched and not trained on.',
  formula: '-sum_k y_k ln(p_k)',
  params: {},
  keras: { name: 'categoricalCrossentropy' },
  better: 'smaller',
});
