import { planWeights } from '../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { State } from '../engine/engine.ts';

/**
 * The state of a run for a model that trains other weights of the same layers: weights and step counters as they are, what the optimizer keeps of
 * each weight that is trained before and after too. What is trained newly begins with `fresh`, the state of a new model of `plan`.
 */
export function carryState(plan: Pick<TrainPlan, 'layers'>, state: State, fresh: State): State {
  const weights = new Set(planWeights(plan).map(({ key }) => key));
  // A weight that is missing is no slot that may begin anew: the model refuses the state then.
  const entries = Object.entries(fresh).flatMap(([key, start]) => {
    const value = state[key] ?? (weights.has(key) ? undefined : start);
    return value ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
