import { elementwise } from './elementwise.ts';

export const multiply = elementwise({
  kind: 'multiply',
  title: 'Multiply',
  summary: 'Multiplies tensors number by number: one branch opens and closes the other, as in a gate or squeeze-and-excite.',
  formula: 'y = x1 x2 ...',
  searchWords: ['gate', 'product', 'squeeze excite', 'times'],
});
