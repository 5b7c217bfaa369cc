import { defineOptimizer } from '../optimizer.ts';
import { beta1, beta2, epsilon } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** How Keras warms the momentum up: its share in step t is beta1 (1 - 0.5 * 0.96^t). */
const warming = (iteration: number): number => 1 - 0.5 * 0.96 ** iteration;
/** Product of `warming` over all steps so far. Behind this many it no longer changes. */
const settled = 2000;
const products = [1];
function warmed(iteration: number): number {
  const last = Math.min(iteration, settled);
  for (let at = products.length; at <= last; at++) products.push((products[at - 1] ?? 1) * warming(at));
  return products[last] ?? 1;
}

/** Keras: https://keras.io/api/optimizers/Nadam/ */
export const nadam = defineOptimizer({
  kind: 'nadam',
  title: 'Nadam',
  summary: 'Adam that looks ahead as Nesterov momentum does (Dozat, 2016).',
  formula:
    'mu_t = beta1 (1 - 0.5 * 0.96^t), P_t = mu_1 ... mu_t;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  w = w - learningRate (mu_(t+1) m / (1 - P_(t+1)) + (1 - mu_t) g / (1 - P_t)) / (sqrt(v / (1 - beta2^t)) + epsilon)',
  params: { learningRate: learningRate(0.001), beta1: beta1(0.9), beta2: beta2(0.999), epsilon: epsilon(1e-7) },
  keras: { name: 'Nadam', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ learningRate: 0.02, beta1: 0.5, beta2: 0.9, epsilon: 1e-4 }],
  slots: () => ({ momentum: 0, velocity: 0 }),
  adaptive: true,
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
  momentum: 'beta1',
  kerasMomentum: 'argument',
  scalars(hyper, iteration) {
    const [rate, first, second] = [hyper('learningRate'), hyper('beta1'), hyper('beta2')];
    const product = (at: number): number => first ** at * warmed(at);
    return {
      ofMean: (rate * first * warming(iteration + 1)) / (1 - product(iteration + 1)),
      ofGradient: (rate * (1 - first * warming(iteration))) / (1 - product(iteration)),
      part1: 1 - first,
      part2: 1 - second,
      correction: 1 / (1 - second ** iteration),
      epsilon: hyper('epsilon'),
    };
  },
  step({ add, sub, mul, div, square, sqrt }, { weight, gradient, slot, scalar }) {
    const follow = (before: typeof gradient, now: typeof gradient, part: typeof gradient): typeof gradient =>
      add(before, mul(sub(now, before), part));
    const momentum = follow(slot('momentum'), gradient, scalar('part1'));
    const velocity = follow(slot('velocity'), square(gradient), scalar('part2'));
    const move = div(
      add(mul(momentum, scalar('ofMean')), mul(gradient, scalar('ofGradient'))),
      add(sqrt(mul(velocity, scalar('correction'))), scalar('epsilon')),
    );
    return { weight: sub(weight, move), slots: { momentum, velocity } };
  },
});
