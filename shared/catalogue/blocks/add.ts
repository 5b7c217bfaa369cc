import { elementwise } from './elementwise.ts';

export const add = elementwise({
  kind: 'add',
  title: 'Add',
  summary: 'Adds tensors of one shape: the shortcut of a residual block.',
  formula: 'y = x1 + x2 + ...',
  searchWords: ['residual', 'skip', 'sum'],
});
