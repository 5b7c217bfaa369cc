import { defineLoss } from '../otherItems.ts';

export const klDivergence = defineLoss({
  kind: 'klDivergence',
  title: 'Kullback-Leibler divergence',
  short: 'KL divergence',
  summary: 'How far one distribution is from another. Wants a softmax before it.',
  formula: 'sum_k y_k ln(y_k / p_k)',
  params: {},
  keras: { name: 'KLDivergence' },
  target: 'oneHot',
  foldsIn: 'softmax',
});
