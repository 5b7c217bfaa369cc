import { plainAlgebra } from '../../../shared/catalogue/algebra.ts';
import { findOptimizer } from '../../../shared/catalogue/index.ts';
import { hyperParameters, lookAhead, stepScalars, stepWeight } from '../../../shared/catalogue/optimizerStep.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { Surface } from './surfaces.ts';

/** A point of a walk: both weights, and the loss there. */
export interface Footprint {
  readonly at: readonly [number, number];
  readonly loss: number;
}

type Ground = Pick<Surface, 'loss' | 'slope' | 'start' | 'noise'>;

/**
 * Walks down a surface by the mathematics that training uses, on plain numbers; the two weights are one tensor to what clips gradients. `l2` is the strength C of a
 * penalty C (x² + y²), whose gradient 2 C w is added to the slope, as in training; the loss that is told is the surface's own. Gives the start and the points after each step.
 */
export function walkSurface({ loss, slope, start, noise }: Ground, optimizer: ItemValue, steps: number, l2 = 0): readonly Footprint[] {
  const hyper = hyperParameters(optimizer);
  const fresh = findOptimizer(optimizer.kind).slots(optimizer.values);
  // Every walker meets the same noise.
  const random = randomSource(0, 'surface');
  let own = start.map((weight) => ({ weight, slots: fresh }));
  const print = (): Footprint => {
    const [x = 0, y = 0] = own.map(({ weight }) => weight);
    return { at: [x, y], loss: loss(x, y) };
  };
  const walk = [print()];
  for (let step = 1; step <= steps; step++) {
    const scalars = stepScalars(optimizer, hyper, step);
    const [x = 0, y = 0] = own.map((parts) => lookAhead(plainAlgebra, optimizer, { ...parts, scalars }) ?? parts.weight);
    const [dx, dy] = slope(x, y);
    const drawn = noise ? [random.normal() * noise[0], random.normal() * noise[1]] : [0, 0];
    const gradients = clip([dx + (drawn[0] ?? 0) + 2 * l2 * x, dy + (drawn[1] ?? 0) + 2 * l2 * y], optimizer.values);
    own = own.map((parts, axis) => stepWeight(plainAlgebra, optimizer, { ...parts, scalars, gradient: gradients[axis] ?? 0 }));
    walk.push(print());
  }
  return walk;
}

/** Gradients as an optimizer with these values clips them: of one weight, its norm is the global one. */
function clip(gradients: readonly number[], { clipnorm, clipvalue, globalClipnorm }: Values): readonly number[] {
  if (typeof clipvalue === 'number') return gradients.map((gradient) => Math.min(clipvalue, Math.max(-clipvalue, gradient)));
  const most = typeof clipnorm === 'number' ? clipnorm : globalClipnorm;
  const norm = Math.hypot(...gradients);
  return typeof most === 'number' && norm > most ? gradients.map((gradient) => (gradient * most) / norm) : gradients;
}
