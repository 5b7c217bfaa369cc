import type { Batch, Counter } from '../../engine.ts';
import type { Feed, GraphNumbers } from './graphSession.ts';

/** What one run of a pass is about. */
export interface PassCall {
  readonly batch: Batch;
  readonly counter: Counter;
  /** The optimizer's numbers of this step, in their order. */
  readonly scalars: Float32Array;
}
/** A feed that knows what it is given. */
export interface PassFeed extends Feed {
  numbers(call: PassCall): GraphNumbers;
}
