import { defineSchedule } from '../schedule.ts';

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  summary: 'The same learning rate from the first step to the last.',
  formula: 'lr = learningRate',
  params: {},
  keras: { name: 'constant' },
  rate: ({ base }) => base,
});
