import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

export const categoricalCrossentropy = defineLoss({
  kind: 'categoricalCrossentropy',
  title: 'Categorical cross-entropy',
  short: 'cross-entropy',
  summary: 'One class out of several, targets one-hot. Wants a softmax before it.',
  formula: '-sum_k y_k ln(p_k)',
  params: {
    labelSmoothing: float({
      default: 0,
      min: 0,
      max: 1,
      help: 'Share of each target that is spread over all classes: 0.1 keeps the model from being too sure.',
    }),
  },
  keras: { name: 'CategoricalCrossentropy' },
  variants: [{ labelSmoothing: 0.1 }],
  target: 'oneHot',
  foldsIn: 'softmax',
});
