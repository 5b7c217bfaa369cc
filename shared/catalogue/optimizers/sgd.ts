import { defineOptimizer } from '../otherItems.ts';
import { bool, float } from '../params.ts';
import { learningRate } from './learningRate.ts';

export const sgd = defineOptimizer({
  kind: 'sgd',
  title: 'SGD',
  summary: 'Gradient descent, with momentum when it is above 0.',
  formula: 'v = momentum v - learningRate g;  w = w + v  (Nesterov: w = w + momentum v - learningRate g)',
  params: {
    learningRate: learningRate(0.01),
    momentum: float({ default: 0, min: 0, max: 1, help: 'Share of the last step that is kept; 0.9 is usual, 0 switches it off.' }),
    nesterov: bool({ default: false, help: 'Looks ahead: applies the momentum before the gradient.' }),
  },
  keras: { name: 'SGD' },
  variants: [{ momentum: 0.9 }, { momentum: 0.9, nesterov: true }],
  slots: ({ momentum }) => (momentum > 0 ? ['momentum'] : []),
  hyper: ['learningRate', 'momentum'],
});
