import { defineOptimizer } from '../otherItems.ts';
import { float } from '../params.ts';
import { learningRate } from './learningRate.ts';

export const lion = defineOptimizer({
  kind: 'lion',
  title: 'Lion',
  summary:
    'Every weight moves by the same length, only the sign is learned: wants a learning rate 3 to 10 times smaller than Adam (arXiv 2302.06675).',
  formula: 'w = w - learningRate sign(beta1 m + (1 - beta1) g);  m = beta2 m + (1 - beta2) g',
  params: {
    learningRate: learningRate(0.001),
    beta1: float({
      default: 0.9,
      min: 0,
      max: 1,
      exclusiveMax: true,
      title: 'Beta 1',
      help: 'Share of the mean of the gradients in the sign of the step.',
    }),
    beta2: float({
      default: 0.99,
      min: 0,
      max: 1,
      exclusiveMax: true,
      title: 'Beta 2',
      help: 'How slowly the mean of the gradients forgets.',
    }),
  },
  keras: { name: 'Lion', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ beta1: 0.5, beta2: 0.9, learningRate: 0.013 }],
  slots: () => ['momentum'],
  hyper: ['learningRate', 'beta1', 'beta2'],
});
