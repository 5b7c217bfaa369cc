import type { Batch, Counter, Hyper } from '../engine/engine.ts';

/** A step of a training: the batch of an epoch, both counted from 0, and the step over the whole run. */
export interface Place {
  readonly epoch: number;
  readonly batch: number;
  readonly step: number;
}

/** What a model is given for one step. */
export interface TrainingStep {
  readonly batch: Batch;
  readonly hyper: Hyper;
  readonly counter: Counter;
}
