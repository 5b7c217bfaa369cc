import { bool, float } from '../params.ts';
import { defineSchedule, epochsAt, periodsAt, stepsOf } from '../schedule.ts';

export const inverseTime = defineSchedule({
  kind: 'inverseTime',
  title: 'Inverse time',
  summary: 'Falls quickly at first and more and more slowly, never to 0.',
  formula: 'lr = learningRate / (1 + rate epoch)',
  params: {
    rate: float({ default: 1, min: 0, help: 'How quickly it falls: with 1 it is a half after one epoch, a third after two.' }),
    staircase: bool({ default: false, advanced: true, help: 'Falls at the end of an epoch and not in between.' }),
  },
  keras: { name: 'InverseTimeDecay' },
  variants: [{ rate: 0.3 }, { staircase: true }],
  rate: (at, { rate, staircase }) => at.base / (1 + rate * (staircase ? periodsAt(at, 1) : epochsAt(at))),
  kerasSchedule: (at, { rate, staircase }) => ({
    class_name: 'InverseTimeDecay',
    config: { initial_learning_rate: at.base, decay_steps: stepsOf(1, at), decay_rate: rate, staircase },
  }),
});
