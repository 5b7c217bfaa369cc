import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

export const xor = defineDataset({
  kind: 'xor',
  title: 'XOR',
  summary: 'Points of the square -1..1; the class is whether the two signs differ. No straight line separates them.',
  params: {
    count: int({ default: 1000, min: 4, max: 1_000_000, help: 'Number of points.' }),
    noise: float({ default: 0.05, min: 0, max: 1, help: 'Standard deviation added to each coordinate after the class is known.' }),
    seed: int({ default: 1, help: 'Which random points.' }),
  },
  keras: { name: 'xor' },
  columns: () => [
    { name: 'point', role: 'feature', shape: [2], type: 'number' },
    { name: 'class', role: 'target', shape: [1], type: 'class', classes: ['same', 'different'] },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here from its formula.',
});
