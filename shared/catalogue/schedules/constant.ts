import { defineSchedule } from '../schedule.ts';

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  summary:
    'The same learning rate from the first step to the last. The steps grow shorter only as the slope does, so that the loss ends up jumping about its minimum, as wide as the rate is large: a schedule that falls lets it settle.',
  formula: 'lr(step) = learningRate at every step: nothing moves it',
  params: {},
  keras: { name: 'constant' },
  rate: ({ base }) => base,
});
