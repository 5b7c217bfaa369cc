import { defineOptimizer } from '../optimizer.ts';
import { beta1, beta2, epsilon } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/adamax/ */
export const adamax = defineOptimizer({
  kind: 'adamax',
  title: 'Adamax',
  summary:
    'Adam that divides by the largest gradient of late instead of the mean square: calm where gradients are rare (arXiv 1412.6980, section 7).',
  formula: 'm = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g|);  w = w - learningRate / (1 - beta1^t) m / (u + epsilon)',
  params: {
    learningRate: learningRate(0.001),
    beta1: beta1(0.9),
    beta2: beta2(0.999, 'How slowly the largest gradient is forgotten.'),
    epsilon: epsilon(1e-7),
  },
  keras: { name: 'Adamax', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ beta1: 0.5, beta2: 0.99, learningRate: 0.02 }],
  slots: () => ({ m: 0, u: 0 }),
  adaptive: true,
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
  momentum: 'beta1',
  kerasMomentum: 'argument',
  scalars(hyper, iteration) {
    const first = hyper('beta1');
    const rate = hyper('learningRate') / (1 - first ** iteration);
    return { rate, part1: 1 - first, beta2: hyper('beta2'), epsilon: hyper('epsilon') };
  },
  step({ add, sub, mul, div, max, abs }, { weight, gradient, slot, scalar }) {
    const before = slot('m');
    const m = add(before, mul(sub(gradient, before), scalar('part1')));
    const u = max(mul(slot('u'), scalar('beta2')), abs(gradient));
    return { weight: sub(weight, div(mul(m, scalar('rate')), add(u, scalar('epsilon')))), slots: { m, u } };
  },
});
