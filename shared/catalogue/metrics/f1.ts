import { defineMetric } from '../otherItems.ts';
import { choice, float, optional } from '../params.ts';

/** Keras's own takes no whole number for beta, and gives a number for each class by default. */
const source = `
class FScore(keras.metrics.FBetaScore):
    def __init__(self, beta=1.0, average="macro", **others):
        super().__init__(beta=float(beta), average=average, **others)
`;

/** Keras: https://keras.io/api/metrics/classification_metrics/ (`F1Score` is `FBetaScore` with beta 1) */
export const f1 = defineMetric({
  kind: 'f1',
  title: 'F1',
  summary: 'Precision and recall in one number, low if either is low; with beta above 1, recall weighs more.',
  formula: '(1 + beta^2) precision recall / (beta^2 precision + recall)',
  params: {
    average: choice(['macro', 'micro', 'weighted'], {
      default: 'macro',
      help: "'macro': the mean over the classes, each as important; 'weighted': by how often a class occurs; 'micro': all answers together.",
    }),
    beta: float({ default: 1, min: 0, exclusiveMin: true, help: 'How much more recall weighs than precision.' }),
    threshold: optional(
      float({
        default: 0.5,
        min: 0,
        max: 1,
        help: 'An output above it counts as a yes. None: the largest output of an example is its yes.',
      }),
    ),
  },
  keras: { name: 'FScore', source },
  variants: [{ average: 'micro' }, { average: 'weighted', beta: 2 }, { threshold: 0.4 }],
  keepsSums: true,
  better: 'larger',
  percent: true,
  targets: ['index', 'oneHot', 'binary'],
  fits: (width, { threshold }) =>
    width === 1 && threshold === null ? 'the head has one output, which is always the largest: switch the threshold on' : null,
});
