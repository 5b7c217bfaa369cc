import type { ItemValue } from '../catalogue/params.ts';
import { activityPenalty, isKernel } from '../catalogue/weights.ts';
import { planWeights } from './planWeights.ts';
import type { TrainPlan } from './trainPlan.ts';

/** A penalty on a trained weight, `layerId/weight`. */
export interface WeightPenalty {
  readonly key: string;
  readonly regularizer: ItemValue;
}

/** Penalties on weights: each weight's own, and that of the whole model on every kernel. Only of weights that are trained, as in Keras. */
export function weightPenalties(plan: Pick<TrainPlan, 'layers' | 'phases' | 'weightPenalty'>): readonly WeightPenalty[] {
  const trained = new Set(plan.phases.flatMap((phase) => phase.trained));
  return planWeights(plan)
    .filter(({ spec, layerId }) => spec.trainable && trained.has(layerId))
    .flatMap(({ key, spec }) => [
      ...(spec.regularizer ? [{ key, regularizer: spec.regularizer }] : []),
      ...(plan.weightPenalty && isKernel(spec) ? [{ key, regularizer: plan.weightPenalty }] : []),
    ]);
}

/** Whether the loss pays for anything besides what it compares: then both parts are reported beside it. */
export const isPenalized = (plan: Pick<TrainPlan, 'layers' | 'phases' | 'weightPenalty'>): boolean =>
  weightPenalties(plan).length > 0 || plan.layers.some((layer) => activityPenalty(layer.values) !== null);
