import { defineOptimizer } from '../optimizer.ts';
import { float } from '../params.ts';
import { epsilon } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/adadelta/ */
export const adadelta = defineOptimizer({
  kind: 'adadelta',
  title: 'Adadelta',
  summary:
    'Steps in proportion to the steps so far: the unit of the weights comes out right by itself (arXiv 1212.5701, which has a learning rate of 1).',
  formula: 's = rho s + (1 - rho) g^2;  d = sqrt(u + epsilon) / sqrt(s + epsilon) g;  u = rho u + (1 - rho) d^2;  w = w - learningRate d',
  params: {
    learningRate: learningRate(0.001),
    rho: float({ default: 0.95, min: 0, max: 1, help: 'How slowly the running sizes forget.' }),
    epsilon: epsilon(1e-7),
  },
  keras: { name: 'Adadelta' },
  variants: [{ learningRate: 1, rho: 0.8, epsilon: 1e-3 }],
  slots: () => ({ accumulated_grad: 0, accumulated_delta_var: 0 }),
  adaptive: true,
  hyper: ['learningRate', 'rho', 'epsilon'],
  scalars(hyper) {
    const rho = hyper('rho');
    return { rate: hyper('learningRate'), rho, part: 1 - rho, epsilon: hyper('epsilon') };
  },
  step({ add, sub, mul, div, square, sqrt }, { weight, gradient, slot, scalar }) {
    const follow = (before: typeof gradient, now: typeof gradient): typeof gradient =>
      add(mul(before, scalar('rho')), mul(square(now), scalar('part')));
    const size = (of: typeof gradient): typeof gradient => sqrt(add(of, scalar('epsilon')));
    const accumulated = follow(slot('accumulated_grad'), gradient);
    const delta = div(mul(size(slot('accumulated_delta_var')), gradient), size(accumulated));
    return {
      weight: sub(weight, mul(delta, scalar('rate'))),
      slots: { accumulated_grad: accumulated, accumulated_delta_var: follow(slot('accumulated_delta_var'), delta) },
    };
  },
});
