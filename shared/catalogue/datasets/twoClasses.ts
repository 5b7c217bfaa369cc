import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

export const twoClasses = defineDataset({
  kind: 'twoClasses',
  title: 'Two classes in 21 numbers',
  summary: 'A table of 21 numbers a row; whether a row is of the first class or the second follows from sums and products of some of them.',
  params: {
    count: int({ default: 4000, min: 4, max: 1_000_000, help: 'Number of rows.' }),
    noise: float({
      default: 0.3,
      min: 0,
      max: 100,
      help: 'Standard deviation added before the class is decided: some rows are then of the other class.',
    }),
    seed: int({ default: 1, help: 'Which random numbers.' }),
  },
  keras: { name: 'two_classes' },
  columns: () => [
    { name: 'features', role: 'feature', shape: [21], type: 'number' },
    { name: 'class', role: 'target', shape: [1], type: 'class', classes: ['no', 'yes'] },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here from its formula.',
});
