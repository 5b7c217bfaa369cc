import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

export const friedman = defineDataset({
  kind: 'friedman',
  title: 'Friedman 1',
  summary:
    'Ten numbers from 0 to 1 and one that follows from the first five by a curved formula: for regression; the other five mean nothing.',
  formula: 'y = 10 sin(pi x1 x2) + 20 (x3 - 0.5)^2 + 10 x4 + 5 x5 + noise',
  params: {
    count: int({ default: 2000, min: 4, max: 1_000_000, help: 'Number of rows.' }),
    noise: float({
      default: 1,
      min: 0,
      max: 100,
      help: 'Standard deviation added to the number: no model can come closer than its square.',
    }),
    seed: int({ default: 1, help: 'Which random numbers.' }),
  },
  keras: { name: 'friedman1' },
  columns: () => [
    { name: 'features', role: 'feature', shape: [10], type: 'number' },
    { name: 'y', role: 'target', shape: [1], type: 'number' },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here from its formula (J. H. Friedman 1991, Multivariate Adaptive Regression Splines).',
});
