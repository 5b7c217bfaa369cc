import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';
import { isOverBatch, over, overlapSource, writeOver } from './overlap.ts';

export const tversky = defineLoss({
  kind: 'tversky',
  title: 'Tversky',
  short: 'Tversky',
  summary:
    'As Dice, which it is with 0.5 and 0.5, but what is missed and what is found too much count as much as one likes: for rare things that must not be missed. Wants a sigmoid before it (arXiv 1706.05721).',
  formula: '1 - sum(y p) / (sum(y p) + alpha sum(y (1 - p)) + beta sum((1 - y) p))',
  params: {
    alpha: float({
      default: 0.5,
      min: 0,
      help: "How much counts what is missed, y (1 - p). Keras's text calls it false positives, and computes this.",
    }),
    beta: float({ default: 0.5, min: 0, help: 'How much counts what is found and is not there, (1 - y) p.' }),
    over,
  },
  keras: { name: 'Tversky', source: overlapSource('Tversky', ['alpha', 'beta']), stockDefaults: true, write: { over: writeOver } },
  variants: [
    { alpha: 0.7, beta: 0.3 },
    { alpha: 0.2, beta: 0.8, over: 'example' },
  ],
  target: 'binary',
  foldsIn: null,
  suits: 'sigmoid',
  wholeBatch: isOverBatch,
});
