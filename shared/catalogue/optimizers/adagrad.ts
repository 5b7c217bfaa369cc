import { defineOptimizer } from '../optimizer.ts';
import { float } from '../params.ts';
import { epsilon } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/adagrad/ */
export const adagrad = defineOptimizer({
  kind: 'adagrad',
  title: 'Adagrad',
  summary:
    'Divides by the size of all gradients so far: rare features keep long steps, and every step gets shorter with time (Duchi et al., JMLR 12).',
  formula: 's = s + g^2;  w = w - learningRate g / sqrt(s + epsilon)',
  params: {
    learningRate: learningRate(0.001),
    initialAccumulatorValue: float({
      default: 0.1,
      min: 0,
      advanced: true,
      title: 'Initial sum',
      help: 'What the sum of squares starts from: the larger, the shorter the first steps.',
    }),
    epsilon: epsilon(1e-7),
  },
  keras: { name: 'Adagrad' },
  variants: [{ learningRate: 0.3, initialAccumulatorValue: 0.5, epsilon: 1e-3 }],
  slots: ({ initialAccumulatorValue }) => ({ accumulator: initialAccumulatorValue }),
  adaptive: true,
  hyper: ['learningRate', 'epsilon'],
  scalars: (hyper) => ({ rate: hyper('learningRate'), epsilon: hyper('epsilon') }),
  step({ add, sub, mul, div, square, sqrt }, { weight, gradient, slot, scalar }) {
    const accumulator = add(slot('accumulator'), square(gradient));
    const move = div(mul(gradient, scalar('rate')), sqrt(add(accumulator, scalar('epsilon'))));
    return { weight: sub(weight, move), slots: { accumulator } };
  },
});
