import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

/** Steps that are seen before the one to be told. */
export const steps = 32;

export const waves = defineDataset({
  kind: 'waves',
  title: 'Waves',
  summary: `${steps} steps of a sum of two sines, and the step that follows: a series to forecast.`,
  formula: 'x(t) = sin(w1 t + p1) + 0.5 sin(w2 t + p2) + noise',
  params: {
    count: int({ default: 2000, min: 4, max: 100_000, help: 'Number of pieces, each of waves of its own.' }),
    noise: float({ default: 0.02, min: 0, max: 10, help: 'Standard deviation added to every step.' }),
    seed: int({ default: 1, help: 'Which random waves.' }),
  },
  keras: { name: 'waves' },
  columns: () => [
    { name: 'before', role: 'feature', shape: [steps, 1], type: 'number' },
    { name: 'next', role: 'target', shape: [1], type: 'number' },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Made here from its formula.',
});
