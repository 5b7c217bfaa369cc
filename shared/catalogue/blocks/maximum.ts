import { elementwise } from './elementwise.ts';

export const maximum = elementwise({
  kind: 'maximum',
  title: 'Maximum',
  summary: 'The largest of the numbers at each place: the branch that answers most strongly is heard (maxout).',
  formula: 'y = max(x1, ..., xn)',
  searchWords: ['max', 'maxout', 'largest'],
});
