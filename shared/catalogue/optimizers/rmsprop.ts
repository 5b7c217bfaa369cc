import { defineOptimizer } from '../optimizer.ts';
import { bool, float } from '../params.ts';
import { epsilon } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/rmsprop/ */
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
    epsilon: epsilon(1e-7),
    centered: bool({ default: false, advanced: true, help: 'Divides by the variance instead of the mean square.' }),
  },
  keras: { name: 'RMSprop' },
  variants: [
    { momentum: 0.5, learningRate: 0.01 },
    { centered: true, epsilon: 1e-3 },
    { momentum: 0.5, centered: true, epsilon: 1e-3 },
  ],
  slots: ({ momentum, centered }) => ({
    velocity: 0,
    ...(momentum > 0 ? { momentum: 0 } : {}),
    ...(centered ? { average_gradient: 0 } : {}),
  }),
  adaptive: true,
  hyper: ['learningRate', 'rho', 'momentum', 'epsilon'],
  momentum: 'momentum',
  kerasMomentum: 'slots',
  scalars(hyper) {
    const rho = hyper('rho');
    return { rate: hyper('learningRate'), rho, part: 1 - rho, keep: hyper('momentum'), epsilon: hyper('epsilon') };
  },
  step({ add, sub, mul, square, rsqrt }, { weight, gradient, slot, scalar }, { momentum: kept, centered }) {
    const follow = (before: ReturnType<typeof slot>, now: typeof gradient): typeof gradient =>
      add(mul(before, scalar('rho')), mul(now, scalar('part')));
    const velocity = follow(slot('velocity'), square(gradient));
    const average = centered ? follow(slot('average_gradient'), gradient) : null;
    const size = add(average === null ? velocity : sub(velocity, square(average)), scalar('epsilon'));
    const move = mul(mul(gradient, scalar('rate')), rsqrt(size));
    const momentum = kept > 0 ? add(mul(slot('momentum'), scalar('keep')), move) : null;
    return {
      weight: sub(weight, momentum ?? move),
      slots: { velocity, ...(momentum === null ? {} : { momentum }), ...(average === null ? {} : { average_gradient: average }) },
    };
  },
});
