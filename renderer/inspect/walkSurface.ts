import { plainAlgebra } from '../../shared/catalogue/algebra.ts';
import { findOptimizer } from '../../shared/catalogue/index.ts';
import { hyperParameters, lookAhead, stepScalars, stepWeight } from '../../shared/catalogue/optimizerStep.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Surface } from './surfaces.ts';

/** A point of a walk: both weights, and the loss there. */
export interface Footprint {
  readonly at: readonly [number, number];
  readonly loss: number;
}

/** Walks down a surface by the mathematics that training uses, on plain numbers. Gives the start and the points after each step. */
export function walkSurface({ loss, slope, start }: Surface, optimizer: ItemValue, steps: number): readonly Footprint[] {
  const hyper = hyperParameters(optimizer);
  const fresh = findOptimizer(optimizer.kind).slots(optimizer.values);
  let own = start.map((weight) => ({ weight, slots: fresh }));
  const print = (): Footprint => {
    const [x = 0, y = 0] = own.map(({ weight }) => weight);
    return { at: [x, y], loss: loss(x, y) };
  };
  const walk = [print()];
  for (let step = 1; step <= steps; step++) {
    const scalars = stepScalars(optimizer, hyper, step);
    const [x = 0, y = 0] = own.map((parts) => lookAhead(plainAlgebra, optimizer, { ...parts, scalars }) ?? parts.weight);
    const gradients = slope(x, y);
    own = own.map((parts, axis) => stepWeight(plainAlgebra, optimizer, { ...parts, scalars, gradient: gradients[axis] ?? 0 }));
    walk.push(print());
  }
  return walk;
}
