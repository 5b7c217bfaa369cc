import { defineLoss } from '../otherItems.ts';

export const binaryCrossentropy = defineLoss({
  kind: 'binaryCrossentropy',
  title: 'Binary cross-entropy',
  short: 'binary cross-entropy',
  summary: 'Yes or no, one or several at once. Wants a sigmoid before it.',
  formula: '-mean(y ln(p) + (1 - y) ln(1 - p))',
  params: {},
  keras: { name: 'BinaryCrossentropy' },
  target: 'binary',
  foldsIn: 'sigmoid',
});
