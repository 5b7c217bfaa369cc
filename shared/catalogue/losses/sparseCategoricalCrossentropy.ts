import { defineLoss } from '../otherItems.ts';

export const sparseCategoricalCrossentropy = defineLoss({
  kind: 'sparseCategoricalCrossentropy',
  title: 'Sparse categorical cross-entropy',
  short: 'sparse cross-entropy',
  summary: 'One class out of several, targets as class numbers. Wants a softmax before it.',
  formula: '-ln(p_class)',
  params: {},
  keras: { name: 'SparseCategoricalCrossentropy' },
  target: 'index',
  foldsIn: 'softmax',
});
