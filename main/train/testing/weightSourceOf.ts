import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { WeightSource } from '../../../shared/plan/weightSource.ts';

/** A run of a plan, with the hash of its checkpoint, as others see it that start from it. */
export const weightSourceOf = (plan: TrainPlan, sha256: string): WeightSource => ({
  run: 'run-1',
  title: `Run 1 of "${plan.name}"`,
  sha256,
  layers: plan.layers
    .filter(({ weights }) => weights.length > 0)
    .map(({ layerId, name, kind, weights }) => ({
      layer: layerId,
      name,
      kind,
      weights: weights.map(({ name: weight, shape }) => ({ name: weight, shape: [...shape] })),
    })),
});
