import { bool, float } from '../params.ts';
import { defineSchedule, epochsAt, periodsAt, stepsOf } from '../schedule.ts';

export const exponential = defineSchedule({
  kind: 'exponential',
  title: 'Exponential',
  summary: 'Falls by the same share in every epoch.',
  formula: 'lr = learningRate exp(-rate epoch)',
  params: {
    rate: float({ default: 0.1, min: 0, help: 'How quickly it falls: 0.1 leaves nine tenths after an epoch, 0.7 a half.' }),
    staircase: bool({ default: false, advanced: true, help: 'Falls at the end of an epoch and not in between.' }),
  },
  keras: { name: 'ExponentialDecay' },
  variants: [{ rate: 0.5 }, { staircase: true }],
  rate: (at, { rate, staircase }) => at.base * Math.exp(-rate * (staircase ? periodsAt(at, 1) : epochsAt(at))),
  kerasSchedule: (at, { rate, staircase }) => ({
    class_name: 'ExponentialDecay',
    config: { initial_learning_rate: at.base, decay_steps: stepsOf(1, at), decay_rate: Math.exp(-rate), staircase },
  }),
});
