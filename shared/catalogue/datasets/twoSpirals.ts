import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

export const twoSpirals = defineDataset({
  kind: 'twoSpirals',
  title: 'Two spirals',
  summary: 'Points of two interleaved spirals: hard for shallow networks (Lang and Witbrock 1988).',
  params: {
    count: int({ default: 1000, min: 4, max: 1_000_000, help: 'Number of points, half on each spiral.' }),
    turns: float({ default: 1.75, min: 0.25, max: 5, help: 'How often each spiral winds round.' }),
    noise: float({ default: 0.02, min: 0, max: 1, help: 'Standard deviation added to each coordinate.' }),
    seed: int({ default: 1, help: 'Which random points.' }),
  },
  keras: { name: 'two_spirals' },
  columns: () => [
    { name: 'point', role: 'feature', shape: [2], type: 'number' },
    { name: 'spiral', role: 'target', shape: [1], type: 'class', classes: ['first', 'second'] },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here from its formula.',
});
