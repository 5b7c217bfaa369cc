import { defineMetric } from '../otherItems.ts';
import { confusionFits, confusionParams } from './confusion.ts';

/** Keras: https://keras.io/api/metrics/classification_metrics/ */
export const recall = defineMetric({
  kind: 'recall',
  title: 'Recall',
  summary: 'Share of what is a yes that is found: few are missed. Tells what accuracy hides where classes are rare.',
  formula: 'tp / (tp + fn), over all examples of an epoch',
  params: confusionParams,
  keras: { name: 'Recall' },
  variants: [{ thresholds: 0.3 }, { topK: 1 }, { classId: 0, thresholds: 0.4 }],
  keepsSums: true,
  better: 'larger',
  percent: true,
  targets: ['index', 'oneHot', 'binary'],
  fits: confusionFits,
});
