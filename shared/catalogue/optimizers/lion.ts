import { defineOptimizer } from '../optimizer.ts';
import { beta1, beta2 } from './betas.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/lion/ */
export const lion = defineOptimizer({
  kind: 'lion',
  title: 'Lion',
  summary:
    'Every weight moves by the same length, only the sign is learned: wants a learning rate 3 to 10 times smaller than Adam (arXiv 2302.06675).',
  formula: 'w = w - learningRate sign(beta1 m + (1 - beta1) g);  m = beta2 m + (1 - beta2) g',
  params: {
    learningRate: learningRate(0.001),
    beta1: beta1(0.9, 'Share of the mean of the gradients in the sign of the step.'),
    beta2: beta2(0.99, 'How slowly the mean of the gradients forgets.'),
  },
  keras: { name: 'Lion', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ beta1: 0.5, beta2: 0.9, learningRate: 0.013 }],
  slots: () => ({ momentum: 0 }),
  adaptive: true,
  hyper: ['learningRate', 'beta1', 'beta2'],
  momentum: 'beta1',
  kerasMomentum: 'argument',
  scalars(hyper) {
    const [first, second] = [hyper('beta1'), hyper('beta2')];
    return { rate: hyper('learningRate'), beta1: first, part1: 1 - first, beta2: second, part2: 1 - second };
  },
  step({ add, sub, mul, sign }, { weight, gradient, slot, scalar }) {
    const mixed = (keep: string, part: string): ReturnType<typeof mul> =>
      add(mul(slot('momentum'), scalar(keep)), mul(gradient, scalar(part)));
    const move = mul(sign(mixed('beta1', 'part1')), scalar('rate'));
    return { weight: sub(weight, move), slots: { momentum: mixed('beta2', 'part2') } };
  },
});
