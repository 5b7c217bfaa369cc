import { defineOptimizer } from '../otherItems.ts';
import { float } from '../params.ts';
import { learningRate } from './learningRate.ts';

export const adamax = defineOptimizer({
  kind: 'adamax',
  title: 'Adamax',
  summary:
    'Adam that divides by the largest gradient of late instead of the mean square: calm where gradients are rare (arXiv 1412.6980, section 7).',
  formula: 'm = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g|);  w = w - learningRate / (1 - beta1^t) m / (u + epsilon)',
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
      help: 'How slowly the largest gradient is forgotten.',
    }),
    epsilon: float({ default: 1e-7, min: 0, advanced: true, help: 'Keeps the division away from 0.' }),
  },
  keras: { name: 'Adamax', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ beta1: 0.5, beta2: 0.99, learningRate: 0.02 }],
  slots: () => ['m', 'u'],
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
});
