import { float } from '../params.ts';
import { defineSchedule, periodsAt, stepsOf } from '../schedule.ts';

export const stepDecay = defineSchedule({
  kind: 'stepDecay',
  title: 'Step decay',
  summary: 'Stays, then falls by a factor every so many epochs.',
  formula: 'lr = learningRate factor^floor(epoch / every)',
  params: {
    every: float({ default: 10, min: 0, exclusiveMin: true, title: 'Every (epochs)', help: 'Epochs between two falls.' }),
    factor: float({ default: 0.5, min: 0, max: 1, exclusiveMin: true, help: 'What the learning rate is multiplied with each time.' }),
  },
  keras: { name: 'ExponentialDecay' },
  variants: [{ every: 2, factor: 0.1 }],
  rate: (at, { every, factor }) => at.base * factor ** periodsAt(at, every),
  kerasSchedule: (at, { every, factor }) => ({
    class_name: 'ExponentialDecay',
    config: { initial_learning_rate: at.base, decay_steps: stepsOf(every, at), decay_rate: factor, staircase: true },
  }),
});
