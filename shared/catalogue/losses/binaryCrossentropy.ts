import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

export const binaryCrossentropy = defineLoss({
  kind: 'binaryCrossentropy',
  title: 'Binary cross-entropy',
  short: 'binary cross-entropy',
  summary: 'Yes or no, one or several at once. Wants a sigmoid before it.',
  formula: '-mean(y ln(p) + (1 - y) ln(1 - p))',
  params: {
    labelSmoothing: float({
      default: 0,
      min: 0,
      max: 1,
      help: 'Share of each target that is moved to one half: 0.1 keeps the model from being too sure.',
    }),
  },
  keras: { name: 'BinaryCrossentropy' },
  variants: [{ labelSmoothing: 0.1 }],
  target: 'binary',
  foldsIn: 'sigmoid',
});
