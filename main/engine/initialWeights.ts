import type { WeightSpec } from '../../shared/catalogue/block.ts';
import { findInitializer } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource } from '../../shared/random/stream.ts';

/** A weight of a plan: its key `layerId/weight`, what it is, and the layer it belongs to. */
export interface PlanWeight {
  readonly key: string;
  readonly spec: WeightSpec;
  readonly layerId: string;
}

/** All weights of a plan in the order of the layers, shared ones once. */
export function planWeights(plan: Pick<TrainPlan, 'layers'>): readonly PlanWeight[] {
  const seen = new Set<string>();
  return plan.layers.flatMap((layer) => {
    if (seen.has(layer.layerId)) return [];
    seen.add(layer.layerId);
    return layer.weights.map((spec) => ({ key: `${layer.layerId}/${spec.name}`, spec, layerId: layer.layerId }));
  });
}

/** Fan-in and fan-out as Keras's `compute_fans`: of a kernel, the last two axes times the receptive field. */
export function fans(shape: readonly number[]): readonly [fanIn: number, fanOut: number] {
  if (shape.length === 0) return [1, 1];
  if (shape.length === 1) return [shape[0] ?? 1, shape[0] ?? 1];
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return [(shape.at(-2) ?? 1) * field, (shape.at(-1) ?? 1) * field];
}

/**
 * The first numbers of a weight, decided by the seed and the layer's place in the plan: the same on every engine. The place, and not the
 * node's id, names the stream, so that a copy of a project starts alike.
 */
export function initialWeight(weight: PlanWeight, place: number, seed: number): Float32Array {
  const { shape, initializer, name, segments } = weight.spec;
  const random = randomSource(seed, `weights/${place}/${name}`);
  const sample = (own: readonly number[], { kind, values }: ItemValue): Float32Array =>
    findInitializer(kind).sample(own, fans(own), values, random);
  if (!segments) return sample(shape, initializer);
  return Float32Array.from(segments.flatMap((segment) => [...sample([segment.length], segment.initializer)]));
}
