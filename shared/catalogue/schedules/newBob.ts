import { float } from '../params.ts';
import { defineSchedule } from '../schedule.ts';
import { watchedMetric } from './metric.ts';

export const newBob = defineSchedule({
  kind: 'newBob',
  title: 'New-bob',
  summary: 'Halves whenever the validation error rises from one epoch to the next.',
  formula: 'lr = learningRate factor^(epochs after which the metric was worse than after the one before)',
  params: {
    metric: watchedMetric,
    factor: float({ default: 0.5, min: 0, max: 1, exclusiveMin: true, exclusiveMax: true, help: 'What it is multiplied with each time.' }),
    tolerance: float({ default: 0, min: 0, advanced: true, help: 'By how much the metric may get worse without a fall.' }),
  },
  keras: { name: 'NewBob' },
  variants: [{ factor: 0.1, tolerance: 0.01 }],
  rate: ({ base }, { factor }, { falls = 0 }) => base * factor ** falls,
  remember({ before, falls = 0 }, { value, better }, { tolerance }) {
    const worse = before === undefined ? 0 : better === 'larger' ? before - value : value - before;
    return { before: value, falls: worse > tolerance ? falls + 1 : falls };
  },
});
