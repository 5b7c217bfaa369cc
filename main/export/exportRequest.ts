import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

/** A checkpoint to hand on, and where. */
export interface ExportRequest {
  readonly run: string;
  readonly plan: TrainPlan;
  /** Absolute path of the checkpoint whose weights are exported. */
  readonly checkpoint: string;
  /** Empty or absent folder that the files go to. */
  readonly directory: string;
  readonly format: 'tfjs';
}
