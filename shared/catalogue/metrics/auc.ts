import { defineMetric } from '../otherItems.ts';
import { choice, int } from '../params.ts';

/** Keras: https://keras.io/api/metrics/classification_metrics/ */
export const auc = defineMetric({
  kind: 'auc',
  title: 'AUC',
  summary: 'How well yes and no are put in order, whatever the threshold: 1 is perfect, 0.5 is chance (for ROC).',
  formula: 'area under the curve of tp / (tp + fn) over fp / (fp + tn), or of precision over recall',
  params: {
    curve: choice(['ROC', 'PR'], {
      default: 'ROC',
      help: "'ROC': found against false alarms. 'PR': precision against recall, which tells more where a yes is rare.",
    }),
    numThresholds: int({
      default: 200,
      min: 2,
      max: 5000,
      advanced: true,
      title: 'Thresholds',
      help: 'Points of the curve; more are more exact.',
    }),
    summationMethod: choice(['interpolation', 'minoring', 'majoring'], {
      default: 'interpolation',
      advanced: true,
      title: 'Summation',
      help: 'What stands between two points: a line between them, or the lower or the higher of both.',
    }),
  },
  keras: { name: 'AUC', write: { curve: String } },
  variants: [{ curve: 'PR' }, { curve: 'PR', summationMethod: 'majoring' }, { numThresholds: 20, summationMethod: 'minoring' }],
  keepsSums: true,
  better: 'larger',
  targets: ['index', 'oneHot', 'binary'],
});
