import { defineMetric } from '../otherItems.ts';
import { confusionFits, confusionParams } from './confusion.ts';

/** Keras: https://keras.io/api/metrics/classification_metrics/ */
export const precision = defineMetric({
  kind: 'precision',
  title: 'Precision',
  summary: 'Share of the yeses that are right: few false alarms. Tells what accuracy hides where classes are rare.',
  formula: 'tp / (tp + fp), over all examples of an epoch',
  params: confusionParams,
  keras: { name: 'Precision' },
  variants: [{ thresholds: 0.3 }, { topK: 1 }, { classId: 0, thresholds: 0.4 }],
  keepsSums: true,
  better: 'larger',
  percent: true,
  targets: ['index', 'oneHot', 'binary'],
  fits: confusionFits,
});
