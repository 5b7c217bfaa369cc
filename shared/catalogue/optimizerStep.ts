import type { Algebra } from './algebra.ts';
import { findOptimizer } from './index.ts';
import type { Stepped, WeightStep } from './optimizer.ts';
import type { ItemValue } from './params.ts';

/** The numbers of an optimizer that are inputs of every step, as they are chosen. */
export function hyperParameters({ kind, values }: ItemValue): Record<string, number> {
  const { hyper, params } = findOptimizer(kind);
  return Object.fromEntries(
    hyper.flatMap((name) => {
      // A parameter that came after the choice was made has its default.
      const value = values[name] ?? params[name]?.default ?? null;
      if (value === null) return [];
      if (typeof value !== 'number') throw new Error(`the optimizer ${kind} has no number "${name}"`);
      return [[name, value]];
    }),
  );
}

/** Whether a step makes the weights smaller apart from the gradient. */
export const decaysWeights = ({ values }: ItemValue): boolean => typeof values['weightDecay'] === 'number' && values['weightDecay'] > 0;

/** The numbers of a step from the hyper parameters as they are now, always the same names in the same order. Iterations count from 1. */
export function stepScalars(
  optimizer: ItemValue,
  hyper: Readonly<Record<string, number>>,
  iteration: number,
): Readonly<Record<string, number>> {
  const of = (name: string): number => promised(hyper, name);
  const own = findOptimizer(optimizer.kind).scalars(of, iteration);
  return decaysWeights(optimizer) ? { ...own, decay: of('learningRate') * of('weightDecay') } : own;
}

/** What one weight's step is computed from, by name. */
export interface StepParts<T> {
  readonly weight: T;
  readonly gradient: T;
  readonly slots: Readonly<Record<string, T>>;
  readonly scalars: Readonly<Record<string, T>>;
}

/** An optimizer's step for one weight, the decay that every optimizer can have included. */
export function stepWeight<T>(algebra: Algebra<T>, optimizer: ItemValue, parts: StepParts<T>): Stepped<T> {
  const step = named(parts);
  const weight = decaysWeights(optimizer) ? algebra.sub(parts.weight, algebra.mul(parts.weight, step.scalar('decay'))) : parts.weight;
  return findOptimizer(optimizer.kind).step(algebra, { ...step, weight, gradient: parts.gradient }, optimizer.values);
}

/** Where the gradient of a weight is taken; null for an optimizer that takes it at the weight itself. */
export function lookAhead<T>(algebra: Algebra<T>, optimizer: ItemValue, parts: Omit<StepParts<T>, 'gradient'>): T | null {
  return findOptimizer(optimizer.kind).lookAhead?.(algebra, { ...named(parts), weight: parts.weight }, optimizer.values) ?? null;
}
/** Whether an optimizer takes gradients elsewhere than at the weights. */
export const looksAhead = ({ kind }: ItemValue): boolean => findOptimizer(kind).lookAhead !== undefined;

type Named<T> = Omit<WeightStep<T>, 'gradient' | 'weight'>;
const named = <T>({ slots, scalars }: Pick<StepParts<T>, 'slots' | 'scalars'>): Named<T> => ({
  slot: (name) => promised(slots, name),
  scalar: (name) => promised(scalars, name),
});

function promised<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`the optimizer has no "${name}"`);
  return value;
}
