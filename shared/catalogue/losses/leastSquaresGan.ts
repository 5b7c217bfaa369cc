import { defineLoss } from '../otherItems.ts';
import { aim, judgingSource } from './aim.ts';

/** Mao and others, arXiv 1611.04076, with a = 0 and b = c = 1. */
export const leastSquaresGan = defineLoss({
  kind: 'leastSquaresGan',
  title: 'Adversarial, least squares',
  short: 'least squares GAN',
  summary:
    'Scores of a judge, without an activation: 1 is real, 0 is generated. Judge and generator pay the squared distance from what they want, so that examples far from the boundary still pull: steadier than the non-saturating loss.',
  formula: 'real: 1/2 mean((q - 1)^2); generated: 1/2 mean(q^2)',
  params: { aim },
  keras: {
    name: 'LeastSquaresGan',
    source: judgingSource('LeastSquaresGan', '0.5 * keras.ops.square(q - 1)', '0.5 * keras.ops.square(q)'),
  },
  variants: [{ aim: 'generated' }],
  target: 'none',
  foldsIn: null,
});
