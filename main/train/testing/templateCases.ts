import type { PlanOverrides } from '../../../shared/plan/buildPlan.ts';

/** How far a template must come: a metric of its last epoch and its bound, accuracies from below, errors from above. */
export interface TemplateCase {
  readonly id: string;
  readonly overrides: PlanOverrides;
  readonly metric: string;
  readonly bound: number;
  /** Takes so long that only the full test runs it. */
  readonly long?: boolean;
}

/** Each template on a part of its data, or all of it where that is little. */
export const templateCases: readonly TemplateCase[] = [
  { id: 'mnist-cnn', overrides: { epochs: 1, limit: 6400 }, metric: 'val_accuracy', bound: 0.9 },
  { id: 'mnist-mlp', overrides: { epochs: 1, limit: 12800 }, metric: 'val_accuracy', bound: 0.88 },
  { id: 'iris-mlp', overrides: {}, metric: 'val_accuracy', bound: 0.9 },
  { id: 'xor', overrides: {}, metric: 'val_accuracy', bound: 0.95 },
  { id: 'two-spirals', overrides: {}, metric: 'val_accuracy', bound: 0.95 },
  { id: 'keras-demo', overrides: {}, metric: 'val_accuracy', bound: 0.9 },
  // The mean of all rows has 24, the noise 1.
  { id: 'regression', overrides: {}, metric: 'val_loss', bound: 2.5 },
  // By heart: the validation stays at a quarter.
  { id: 'random-labels', overrides: {}, metric: 'accuracy', bound: 0.99 },
  { id: 'mnist-vgg', overrides: { epochs: 1, limit: 6400 }, metric: 'val_accuracy', bound: 0.85 },
  { id: 'mnist-resnet', overrides: { epochs: 2, limit: 9600 }, metric: 'val_accuracy', bound: 0.85, long: true },
  { id: 'very-deep-cnn', overrides: { epochs: 1, limit: 3200 }, metric: 'val_accuracy', bound: 0.5, long: true },
  // The mean of all pictures has 0.067.
  { id: 'autoencoder', overrides: { epochs: 3, limit: 3200 }, metric: 'val_loss', bound: 0.05 },
  // Nothing called a disc: 0.36.
  { id: 'unet', overrides: {}, metric: 'val_loss', bound: 0.12, long: true },
  { id: 'sine-forecast', overrides: { epochs: 5 }, metric: 'val_loss', bound: 0.02 },
  { id: 'mnist-simplernn', overrides: { epochs: 1, limit: 6400 }, metric: 'val_accuracy', bound: 0.6 },
  { id: 'mnist-lstm', overrides: { epochs: 1, limit: 6400 }, metric: 'val_accuracy', bound: 0.6 },
  { id: 'mnist-gru', overrides: { epochs: 1, limit: 6400 }, metric: 'val_accuracy', bound: 0.55 },
  { id: 'character-text', overrides: { epochs: 4 }, metric: 'val_accuracy', bound: 0.65 },
  // Whether the points lie on the ring is asked in gan.test.ts; here that neither network has won.
  { id: 'ring-gan', overrides: { epochs: 40 }, metric: 'val_judge_loss', bound: 1.5 },
  // Whether it draws digits is asked in gan.full.test.ts; here that the judge does not take everything for generated.
  { id: 'mnist-gan', overrides: { epochs: 2, limit: 40000 }, metric: 'val_generator_loss', bound: 3.5, long: true },
  // Drawn by what another network sees: the mean of all pictures has 0.067.
  { id: 'perceptual-autoencoder', overrides: { epochs: 4, limit: 6400 }, metric: 'val_draw_pixels_loss', bound: 0.05 },
  { id: 'transformer', overrides: { epochs: 6 }, metric: 'val_accuracy', bound: 0.65, long: true },
];

/** Whether a metric has come far enough. */
export const isReached = ({ metric, bound }: TemplateCase, value: number): boolean =>
  metric.endsWith('accuracy') ? value >= bound : value <= bound;
