import { phasePlans } from '../plan/phasePlans.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';

/** Whether Keras's `fit` has words for a training: one phase, fed and compared with columns alone. */
export const isFit = (plan: TrainPlan): boolean =>
  phasePlans(plan).length === 1 &&
  plan.inputs.every(({ noise }) => !noise) &&
  plan.heads.every(({ compared, shown, target }) => !compared && !shown && target !== 'none') &&
  // It weighs classes for a single Output.
  (plan.heads.length === 1 || plan.heads.every(({ classWeights }) => !classWeights));
