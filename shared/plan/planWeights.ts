import type { WeightSpec } from '../catalogue/block.ts';
import type { TrainPlan } from './trainPlan.ts';

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
