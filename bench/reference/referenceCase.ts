import type { ColumnData, Engine } from '../../main/engine/engine.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

interface Named {
  /** List of the catalogue that it belongs to, or `models`; with `kind` it names the file of its fixture. */
  readonly family: string;
  readonly kind: string;
  /** Unique among the cases of its kind. */
  readonly name: string;
}

/** A plan that is trained here and by the reference from the same weights on the same batch. */
export interface TrainingCase extends Named {
  readonly type: 'training';
  readonly plan: TrainPlan;
  readonly data: ColumnData;
  /** 0: the outcome of a training step is drawn, and only what it predicts is compared. */
  readonly steps: number;
  /** Whether the metrics of an evaluation are compared too. */
  readonly metrics?: boolean;
}

/** A weight drawn here and by the reference: other numbers of the same distribution. */
export interface SampleCase extends Named {
  readonly type: 'sample';
  readonly initializer: ItemValue;
  readonly shape: readonly number[];
}

/** The learning rates of a run under a schedule of Keras: of each step, or after each epoch where it goes by a metric. */
export interface ScheduleCase extends Named {
  readonly type: 'schedule';
  readonly schedule: ItemValue;
}

/** What a callback of Keras makes of the epochs of a run: the best value so far after each, and which epoch it stops after. */
export interface CallbackCase extends Named {
  readonly type: 'callback';
  readonly callback: ItemValue;
}

/** What is computed by Keras, too. */
export type KerasCase = TrainingCase | SampleCase | ScheduleCase | CallbackCase;

/** Numbers that were found, beside what they should be. */
export interface Compared {
  readonly found: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
}
/** What Keras has no equal of, or draws otherwise: compared with a second implementation that knows nothing of tensors. */
export interface PlainCase extends Named {
  readonly type: 'plain';
  /** What it is compared with, in words: `a plain loop over the same draws`. */
  readonly against: string;
  /** Computes both; `engine` is the processor's own. */
  compare(engine: Engine): Promise<Compared>;
}

export type ReferenceCase = KerasCase | PlainCase;
export const isPlain = (own: ReferenceCase): own is PlainCase => own.type === 'plain';
