import { defineLoss } from '../otherItems.ts';

export const categoricalHinge = defineLoss({
  kind: 'categoricalHinge',
  title: 'Categorical hinge',
  short: 'categorical hinge',
  summary: 'The right class must lead the others by 1: no activation is needed before it.',
  formula: 'max(0, 1 + max over wrong classes of q - q_class)',
  params: {},
  keras: { name: 'CategoricalHinge' },
  target: 'oneHot',
  foldsIn: null,
});
