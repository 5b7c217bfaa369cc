import { defineLoss } from '../otherItems.ts';

export const cosineSimilarity = defineLoss({
  kind: 'cosineSimilarity',
  title: 'Cosine similarity',
  short: 'cosine similarity',
  summary: 'Only the direction counts: -1 where both point the same way.',
  formula: '-sum(y q) / (|y| |q|)',
  params: {},
  keras: { name: 'CosineSimilarity' },
  target: 'values',
  foldsIn: null,
});
