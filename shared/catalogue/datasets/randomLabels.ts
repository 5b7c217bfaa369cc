import { defineDataset } from '../otherItems.ts';
import { int } from '../params.ts';

/** Numbers of an example, and classes. */
export const [features, classes] = [20, 4] as const;

export const randomLabels = defineDataset({
  kind: 'randomLabels',
  title: 'Random labels',
  summary: `Rows of ${features} random numbers, each with one of ${classes} classes that has nothing to do with them: what is learned here is learned by heart.`,
  params: {
    count: int({ default: 500, min: 4, max: 1_000_000, help: 'Number of rows.' }),
    seed: int({ default: 1, help: 'Which random numbers and labels.' }),
  },
  keras: { name: 'random_labels' },
  columns: () => [
    { name: 'features', role: 'feature', shape: [features], type: 'number' },
    { name: 'class', role: 'target', shape: [1], type: 'class', classes: ['a', 'b', 'c', 'd'] },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here of random numbers.',
});
