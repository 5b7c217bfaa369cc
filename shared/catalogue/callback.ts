import type { Item } from './item.ts';
import { choice, type Params, type ValuesOf } from './params.ts';
import type { Memory, Watched } from './schedule.ts';

/** The watched metric of an epoch that has ended; epochs count from 1. */
export interface WatchedEpoch extends Watched {
  readonly epoch: number;
}
/** What a callback makes of an epoch. */
export interface CallbackAnswer {
  readonly memory: Memory;
  /** The weights of this epoch are the best so far, and are to be kept. */
  readonly best: boolean;
  /** Training is to end. */
  readonly stop: boolean;
}

/** What looks at a metric at the end of every epoch and acts upon it. It has the parameters `metric` and `mode`. */
export interface Callback<P extends Params = Params> extends Item<P> {
  /** Memory begins empty; `best` and `bestEpoch` in it tell which epoch is the best. It is part of a checkpoint. */
  endEpoch(memory: Memory, watched: WatchedEpoch, values: ValuesOf<P>): CallbackAnswer;
  /** Whether the best weights are brought back when training ends. */
  restores?(values: ValuesOf<P>): boolean;
}

export const defineCallback = <P extends Params>(item: Callback<P>): Callback<P> => item;

/** Which way the metric of a callback gets better. */
export const mode = choice(['auto', 'min', 'max'], {
  default: 'auto',
  advanced: true,
  help: 'Whether smaller or larger is better. Auto: as the metric itself says, smaller for losses, larger for accuracy.',
});
