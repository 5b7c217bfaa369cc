import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { PlanHead } from '../../../shared/plan/trainPlan.ts';

/** A head of plain numbers, as many as its layer gives, compared by their squared distance. */
export const numberHead = (name: string, layer: string, width: number, column: string): PlanHead => ({
  id: name,
  name,
  source: { layer, port: 'y' },
  spec: floatSpec([width]),
  column,
  target: 'values',
  classes: null,
  loss: { kind: 'meanSquaredError', values: {} },
  lossWeight: 1,
  metrics: [],
  fromLogits: null,
});
