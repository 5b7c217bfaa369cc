import { elementwise } from './elementwise.ts';

export const average = elementwise({
  kind: 'average',
  title: 'Average',
  summary: 'The mean of tensors of one shape: branches that vote with equal weight.',
  formula: 'y = (x1 + ... + xn) / n',
  searchWords: ['mean', 'ensemble'],
});
