import { fans } from '../../shared/catalogue/fans.ts';
import { findInitializer } from '../../shared/catalogue/index.ts';
import { ownShape } from '../../shared/catalogue/weights.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { PlanWeight } from '../../shared/plan/planWeights.ts';
import { randomSource } from '../../shared/random/stream.ts';

/**
 * The first numbers of a weight, decided by the seed and the layer's place in the plan: the same on every engine. The place, and not the
 * node's id, names the stream, so that a copy of a project starts alike.
 */
export function initialWeight(weight: PlanWeight, place: number, seed: number): Float32Array {
  const { stacked, initializer, name, segments } = weight.spec;
  const shape = ownShape(weight.spec);
  const random = randomSource(seed, `weights/${place}/${name}`);
  const sample = (own: readonly number[], { kind, values }: ItemValue): Float32Array =>
    findInitializer(kind).sample(own, fans(own), values, random);
  const one = (): Float32Array =>
    segments
      ? Float32Array.from(segments.flatMap((segment) => [...sample([segment.length], segment.initializer)]))
      : sample(shape, initializer);
  if (stacked === undefined) return one();
  // Each turn is drawn for itself, one after another from the same stream.
  const size = shape.reduce((a, b) => a * b, 1);
  const all = new Float32Array(stacked * size);
  for (let turn = 0; turn < stacked; turn++) all.set(one(), turn * size);
  return all;
}
