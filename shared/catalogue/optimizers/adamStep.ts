import type { Algebra } from '../algebra.ts';
import type { HyperOf, Stepped, WeightStep } from '../optimizer.ts';
import { bool } from '../params.ts';
import { beta1, beta2, epsilon } from './betas.ts';

/* What Adam and AdamW share: they differ in nothing but the weight decay that they begin with. */

export const adamFormula =
  'm = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  a = learningRate sqrt(1 - beta2^t) / (1 - beta1^t);  w = w - a m / (sqrt(v) + epsilon)';

export const adamParams = {
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-7),
  amsgrad: bool({ default: false, advanced: true, help: 'Divides by the largest size seen so far (AMSGrad).' }),
};

export const adamSlots = ({ amsgrad }: { readonly amsgrad: boolean }): Record<string, number> => ({
  momentum: 0,
  velocity: 0,
  ...(amsgrad ? { velocity_hat: 0 } : {}),
});

/** Both bias corrections are part of the rate, as in Keras. */
export function adamScalars(hyper: HyperOf, iteration: number): Readonly<Record<string, number>> {
  const [first, second] = [hyper('beta1'), hyper('beta2')];
  const rate = (hyper('learningRate') * Math.sqrt(1 - second ** iteration)) / (1 - first ** iteration);
  return { rate, part1: 1 - first, part2: 1 - second, epsilon: hyper('epsilon') };
}

export function adamStep<T>(
  algebra: Algebra<T>,
  { weight, gradient, slot, scalar }: WeightStep<T>,
  { amsgrad }: { readonly amsgrad: boolean },
): Stepped<T> {
  const { add, sub, mul, div, max, sqrt, square } = algebra;
  const follow = (before: T, now: T, part: T): T => add(before, mul(sub(now, before), part));
  const momentum = follow(slot('momentum'), gradient, scalar('part1'));
  const velocity = follow(slot('velocity'), square(gradient), scalar('part2'));
  const largest = amsgrad ? max(slot('velocity_hat'), velocity) : null;
  const move = div(mul(momentum, scalar('rate')), add(sqrt(largest ?? velocity), scalar('epsilon')));
  return { weight: sub(weight, move), slots: { momentum, velocity, ...(largest === null ? {} : { velocity_hat: largest }) } };
}
