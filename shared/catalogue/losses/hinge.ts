import { defineLoss } from '../otherItems.ts';

export const hinge = defineLoss({
  kind: 'hinge',
  title: 'Hinge',
  short: 'hinge',
  summary: 'Yes or no with a margin, as a support vector machine: no activation is needed before it.',
  formula: 'mean(max(0, 1 - y q)), y -1 or 1',
  params: {},
  keras: { name: 'Hinge' },
  target: 'binary',
  foldsIn: null,
});
