import { elementwise } from './elementwise.ts';

export const minimum = elementwise({
  kind: 'minimum',
  title: 'Minimum',
  summary: 'The smallest of the numbers at each place: something counts only where every branch has it.',
  formula: 'y = min(x1, ..., xn)',
  searchWords: ['min', 'smallest'],
});
