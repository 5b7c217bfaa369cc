import type { Algebra } from '../algebra.ts';
import { defineOptimizer, type Stepped, type WeightStep } from '../optimizer.ts';
import { bool, float } from '../params.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/sgd/ */
export const sgd = defineOptimizer({
  kind: 'sgd',
  title: 'SGD',
  summary: 'Gradient descent, with momentum when it is above 0 (in the form of Keras: the learning rate is inside the momentum).',
  formula: 'v = momentum v - learningRate g;  w = w + v  (Nesterov: w = w + momentum v - learningRate g)',
  params: {
    learningRate: learningRate(0.01),
    momentum: float({ default: 0, min: 0, max: 1, help: 'Share of the last step that is kept; 0.9 is usual, 0 switches it off.' }),
    nesterov: bool({ default: false, help: 'Looks ahead: applies the momentum before the gradient.' }),
  },
  keras: { name: 'SGD' },
  variants: [
    { momentum: 0.9 },
    { momentum: 0.9, nesterov: true },
    { learningRate: 0.5, clipnorm: 0.2 },
    { learningRate: 0.5, clipvalue: 0.05 },
    { learningRate: 0.5, momentum: 0.5, globalClipnorm: 0.3, weightDecay: 0.1 },
  ],
  slots: ({ momentum }): Record<string, number> => (momentum > 0 ? { momentum: 0 } : {}),
  hyper: ['learningRate', 'momentum'],
  momentum: 'momentum',
  kerasMomentum: 'slots',
  scalars: (hyper) => ({ rate: hyper('learningRate'), keep: hyper('momentum') }),
  step<T>(
    { add, sub, mul }: Algebra<T>,
    { weight, gradient, slot, scalar }: WeightStep<T>,
    { momentum: kept, nesterov }: { readonly momentum: number; readonly nesterov: boolean },
  ): Stepped<T> {
    const move = mul(gradient, scalar('rate'));
    if (kept === 0) return { weight: sub(weight, move), slots: {} };
    const keep = scalar('keep');
    const momentum = sub(mul(slot('momentum'), keep), move);
    return { weight: add(weight, nesterov ? sub(mul(momentum, keep), move) : momentum), slots: { momentum } };
  },
});
