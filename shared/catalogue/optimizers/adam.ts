import { defineOptimizer } from '../otherItems.ts';
import { bool, float } from '../params.ts';
import { learningRate } from './learningRate.ts';

export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  summary: 'Momentum and a step length of its own for each weight: a good first choice (arXiv 1412.6980).',
  formula:
    'm = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  w = w - learningRate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)',
  params: {
    learningRate: learningRate(0.001),
    beta1: float({
      default: 0.9,
      min: 0,
      max: 1,
      exclusiveMax: true,
      title: 'Beta 1',
      help: 'How slowly the mean of the gradients forgets.',
    }),
    beta2: float({
      default: 0.999,
      min: 0,
      max: 1,
      exclusiveMax: true,
      title: 'Beta 2',
      help: 'How slowly the mean of their squares forgets.',
    }),
    epsilon: float({ default: 1e-7, min: 0, advanced: true, help: 'Keeps the division away from 0.' }),
    amsgrad: bool({ default: false, advanced: true, help: 'Divides by the largest size seen so far (AMSGrad).' }),
  },
  keras: { name: 'Adam', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [
    { amsgrad: true, learningRate: 0.05 },
    { beta1: 0.5, beta2: 0.9, epsilon: 1e-4 },
  ],
  slots: ({ amsgrad }) => ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])],
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
});
