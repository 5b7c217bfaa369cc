import { defineLoss } from '../otherItems.ts';

export const squaredHinge = defineLoss({
  kind: 'squaredHinge',
  title: 'Squared hinge',
  short: 'squared hinge',
  summary: 'As hinge, but answers far on the wrong side weigh more.',
  formula: 'mean(max(0, 1 - y q)^2), y -1 or 1',
  params: {},
  keras: { name: 'SquaredHinge' },
  target: 'binary',
  foldsIn: null,
});
