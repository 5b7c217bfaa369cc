import { defineMetric } from '../otherItems.ts';
import { int } from '../params.ts';

export const topKAccuracy = defineMetric({
  kind: 'topKAccuracy',
  title: 'Top-k accuracy',
  summary: 'Share of examples whose class is among the k largest outputs: for many classes that are easily confused.',
  formula: 'share of examples with fewer than k outputs above that of the class',
  params: { k: int({ default: 5, min: 1, help: 'How many guesses an example has.' }) },
  keras: { name: 'TopKCategoricalAccuracy' },
  variants: [{ k: 2 }],
  better: 'larger',
  percent: true,
  targets: ['index', 'oneHot'],
});
