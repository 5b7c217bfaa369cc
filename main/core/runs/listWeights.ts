import type { RunRow } from '../../../shared/ipc/rows.ts';
import type { PlanLayer, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { WeightSource } from '../../../shared/plan/weightSource.ts';

/** What others can start from: the layers of a run's plan that have weights, as they lie in the checkpoint with this hash. */
export function listWeights({ id, number, projectName }: RunRow, plan: TrainPlan, sha256: string): WeightSource {
  // Those that share weights are called as the first of them.
  const layers = new Map<string, PlanLayer>();
  for (const layer of plan.layers) if (layer.weights.length > 0 && !layers.has(layer.layerId)) layers.set(layer.layerId, layer);
  return {
    run: id,
    title: `Run ${number} of "${projectName}"`,
    sha256,
    layers: [...layers.values()].map(({ layerId, name, kind, weights }) => ({
      layer: layerId,
      name,
      kind,
      weights: weights.map(({ name: weight, shape }) => ({ name: weight, shape: [...shape] })),
    })),
  };
}
