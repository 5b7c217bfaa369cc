import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

export const categoricalFocalCrossentropy = defineLoss({
  kind: 'categoricalFocalCrossentropy',
  title: 'Categorical focal cross-entropy',
  short: 'focal cross-entropy',
  summary: 'Cross-entropy that leaves easy examples aside, for classes of very different size (arXiv 1708.02002).',
  formula: '-alpha sum_k (1 - p_k)^gamma y_k ln(p_k)',
  params: {
    alpha: float({ default: 0.25, min: 0, help: 'Weight of the whole.' }),
    gamma: float({ default: 2, min: 0, help: 'How much examples that are right already are held back; 0 is the plain cross-entropy.' }),
  },
  keras: { name: 'CategoricalFocalCrossentropy' },
  variants: [{ gamma: 1, alpha: 1 }],
  target: 'oneHot',
  foldsIn: 'softmax',
});
