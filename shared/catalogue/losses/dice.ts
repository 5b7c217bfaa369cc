import { defineLoss } from '../otherItems.ts';
import { isOverBatch, over, overlapSource, writeOver } from './overlap.ts';

export const dice = defineLoss({
  kind: 'dice',
  title: 'Dice',
  short: 'Dice',
  summary:
    'How far two sets are from covering each other, such as the pixels of a shape and those that were found: what is neither does not count, so that a small shape on a large ground is not lost. Wants a sigmoid before it (arXiv 1606.04797).',
  formula: '1 - 2 sum(y p) / (sum(y) + sum(p))',
  params: { over },
  keras: { name: 'Dice', source: overlapSource('Dice', []), stockDefaults: true, write: { over: writeOver } },
  variants: [{ over: 'example' }],
  target: 'binary',
  foldsIn: null,
  suits: 'sigmoid',
  wholeBatch: isOverBatch,
});
