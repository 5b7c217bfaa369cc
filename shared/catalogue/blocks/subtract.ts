import { elementwise } from './elementwise.ts';

export const subtract = elementwise({
  kind: 'subtract',
  title: 'Subtract',
  summary: 'The first tensor minus the second: what one branch has that the other has not.',
  formula: 'y = x1 - x2',
  searchWords: ['difference', 'minus'],
  max: 2,
  help: 'Two tensors of the same shape: the second is taken from the first. An axis of length 1 is repeated to the length of the other, as are axes in front.',
  stock: false,
  cases: [],
});
