import { defineMetric } from '../otherItems.ts';

/** Keras: https://keras.io/api/metrics/segmentation_metrics/ */
export const meanIoU = defineMetric({
  kind: 'meanIoU',
  title: 'Mean IoU',
  summary: 'Intersection over union of each class, and the mean over the classes that occur: the measure of segmentation.',
  formula: 'mean over classes of tp / (tp + fp + fn)',
  params: {},
  keras: { name: 'OneHotMeanIoU' },
  ofHead: (width) => ({ num_classes: width }),
  keepsSums: true,
  better: 'larger',
  percent: true,
  targets: ['index', 'oneHot'],
});
