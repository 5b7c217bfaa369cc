import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

export const binaryFocalCrossentropy = defineLoss({
  kind: 'binaryFocalCrossentropy',
  title: 'Binary focal cross-entropy',
  short: 'focal cross-entropy',
  summary: 'Yes or no, leaving easy examples aside: for rare cases (arXiv 1708.02002).',
  formula: '-mean((1 - p_t)^gamma ln(p_t)), p_t the probability of the right answer',
  params: {
    gamma: float({ default: 2, min: 0, help: 'How much examples that are right already are held back; 0 is the plain cross-entropy.' }),
  },
  keras: { name: 'BinaryFocalCrossentropy' },
  variants: [{ gamma: 1 }],
  target: 'binary',
  foldsIn: 'sigmoid',
});
