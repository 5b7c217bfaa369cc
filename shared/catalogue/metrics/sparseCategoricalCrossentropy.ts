import { defineMetric } from '../otherItems.ts';

export const sparseCategoricalCrossentropy = defineMetric({
  kind: 'sparseCategoricalCrossentropy',
  title: 'Sparse categorical cross-entropy',
  summary: 'The loss of the same name, watched and not trained on.',
  formula: '-ln(p_class)',
  params: {},
  keras: { name: 'sparseCategoricalCrossentropy' },
  better: 'smaller',
});
