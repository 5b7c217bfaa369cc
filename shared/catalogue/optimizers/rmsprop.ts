import { defineOptimizer } from '../otherItems.ts';
import { bool, float } from '../params.ts';
import { learningRate } from './learningRate.ts';

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  title: 'RMSprop',
  summary: 'Divides each gradient by its running size (Hinton, Coursera lecture 6e).',
  formula:
    's = rho s + (1 - rho) g^2;  m = momentum m + learningRate g / sqrt(s + epsilon);  w = w - m  (centered: s - mean^2 under the root)',
  params: {
    learningRate: learningRate(0.001),
    rho: float({ default: 0.9, min: 0, max: 1, help: 'How slowly the running size forgets.' }),
    momentum: float({ default: 0, min: 0, max: 1, help: 'Share of the last step that is kept.' }),
    epsilon: float({ default: 1e-7, min: 0, advanced: true, help: 'Keeps the division away from 0.' }),
    centered: bool({ default: false, advanced: true, help: 'Divides by the variance instead of the mean square.' }),
  },
  keras: { name: 'RMSprop' },
  variants: [
    { momentum: 0.5, learningRate: 0.01 },
    { centered: true, epsilon: 1e-3 },
    { momentum: 0.5, centered: true, epsilon: 1e-3 },
  ],
  slots: ({ momentum, centered }) => ['velocity', ...(momentum > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])],
  hyper: ['learningRate', 'rho', 'momentum', 'epsilon'],
});
