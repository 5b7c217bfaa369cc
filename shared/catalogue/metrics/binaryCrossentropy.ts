import { defineMetric } from '../otherItems.ts';

export const binaryCrossentropy = defineMetric({
  kind: 'binaryCrossentropy',
  title: 'Binary cross-entropy',
  summary: 'The loss of the same name, watched and not trained on.',
  formula: '-mean(y ln(p) + (1 - y) ln(1 - p))',
  params: {},
  keras: { name: 'binaryCrossentropy' },
  better: 'smaller',
});
