import { defineMetric } from '../otherItems.ts';

export const accuracy = defineMetric({
  kind: 'accuracy',
  title: 'Accuracy',
  summary:
    'Share of right answers: the largest output is the class, or the output is on the right side of 0.5; of other numbers, those that are right to within one half.',
  formula: 'right / all',
  params: {},
  keras: { name: 'accuracy' },
  better: 'larger',
  percent: true,
  takesClasses: true,
});
