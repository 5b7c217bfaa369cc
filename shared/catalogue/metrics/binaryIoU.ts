import { defineMetric } from '../otherItems.ts';
import { choice, float } from '../params.ts';

const classesOf: Readonly<Record<string, readonly number[]>> = { both: [0, 1], yes: [1], no: [0] };

/** Keras: https://keras.io/api/metrics/segmentation_metrics/ */
export const binaryIoU = defineMetric({
  kind: 'binaryIoU',
  title: 'Binary IoU',
  summary:
    'Intersection over union of what is said and what is meant, where each output is a yes or a no: the measure of segmentation. A rare class counts as much as a common one.',
  formula: 'tp / (tp + fp + fn), the mean over yes and no',
  params: {
    targetClassIds: choice(['both', 'yes', 'no'], {
      default: 'both',
      title: 'Of',
      help: "'both': the mean over yes and no; 'yes': of what is looked for alone, such as the pixels of an object.",
    }),
    threshold: float({ default: 0.5, min: 0, max: 1, help: 'An output of at least this counts as a yes.' }),
  },
  keras: { name: 'BinaryIoU', write: { targetClassIds: (value) => [...(classesOf[String(value)] ?? [])] } },
  variants: [{ targetClassIds: 'yes' }, { targetClassIds: 'no', threshold: 0.3 }],
  keepsSums: true,
  better: 'larger',
  percent: true,
  targets: ['binary'],
});
