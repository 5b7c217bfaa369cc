import type { TensorSpec } from '../../shared/catalogue/tensorSpec.ts';
import type { PlanHead, TensorRef } from '../../shared/plan/trainPlan.ts';

const noLoss = { kind: 'meanSquaredError', values: {} };

/** A head that tells a tensor of a plan and is compared with nothing. */
export const shownHead = (name: string, source: TensorRef, spec: TensorSpec): PlanHead => ({
  id: name,
  name,
  source,
  spec,
  column: null,
  target: 'none',
  shown: true,
  classes: null,
  loss: noLoss,
  lossWeight: 0,
  metrics: [],
  fromLogits: null,
});
