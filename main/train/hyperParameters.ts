import { findOptimizer } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Hyper } from '../engine/engine.ts';

/** The numbers of an optimizer that are inputs of every step. */
export function hyperParameters(optimizer: ItemValue | undefined): Hyper {
  if (!optimizer) return {};
  return Object.fromEntries(
    findOptimizer(optimizer.kind).hyper.map((name) => {
      const value = optimizer.values[name];
      if (typeof value !== 'number') throw new Error(`the optimizer ${optimizer.kind} has no number "${name}"`);
      return [name, value];
    }),
  );
}
