import { defineLoss } from '../otherItems.ts';

export const categoricalCrossentropy = defineLoss({
  kind: 'categoricalCrossentropy',
  title: 'Categorical cross-entropy',
  short: 'cross-entropy',
  summary: 'One class out of several, targets one-hot. Wants a softmax before it.',
  formula: '-sum_k y_k ln(p_k)',
  params: {},
  keras: { name: 'CategoricalCrossentropy' },
  target: 'oneHot',
  foldsIn: 'softmax',
});
