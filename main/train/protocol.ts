import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ExportResult, Point, RunSamples, RateTest, SeriesRow } from '../../shared/ipc/rows.ts';
import type { Predictions } from '../../shared/ipc/predictions.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import type { EngineChoice, EngineName } from '../../shared/run/engines.ts';
import type { WeightFiles } from './takeWeights.ts';

/** Raised when a message changes its meaning; host and worker refuse each other when it differs. */
export const protocolVersion = 1;

/** A line of a chart before it has a number in the store. */
export type SeriesKey = Omit<SeriesRow, 'id' | 'run'>;
export interface SeriesBatch {
  readonly series: SeriesKey;
  readonly points: readonly Point[];
}

/** What a run needs to begin, or to go on from a checkpoint. */
export interface StartMessage {
  readonly type: 'start';
  readonly run: string;
  /** With what was changed of its blocks. */
  readonly plan: TrainPlan;
  readonly engine: EngineChoice;
  /** Folder for this run's checkpoints. */
  readonly directory: string;
  /** Absolute path of the checkpoint to go on from; null = from the beginning. */
  readonly checkpoint: string | null;
  /** All that was changed of it while it was paused. */
  readonly edits: RunEdit;
  /** Weights of other runs that it begins with; absent = none, or it goes on from a checkpoint. */
  readonly weights?: WeightFiles;
}

/** Core -> worker. */
export type ToWorker =
  | StartMessage
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Takes effect when a paused run goes on. `plan` is the run's with all edits, where blocks are changed by this one. */
  | { readonly type: 'edit'; readonly edit: RunEdit; readonly plan?: TrainPlan }
  /** Checkpoint, then end. */
  | { readonly type: 'stop' }
  /** The test set, once: of the run that is live here, or of a finished one by its checkpoint. */
  | { readonly type: 'test'; readonly plan: TrainPlan; readonly engine: EngineChoice; readonly checkpoint: string }
  /** What the model of a checkpoint says of examples. */
  | {
      readonly type: 'predict';
      readonly plan: TrainPlan;
      readonly engine: EngineChoice;
      readonly checkpoint: string;
      readonly question: PredictQuestion;
    }
  /** Looks for a learning rate. */
  | {
      readonly type: 'findRate';
      readonly plan: TrainPlan;
      /** The place of the phase that it is looked for. */
      readonly phase: number;
      readonly engine: EngineChoice;
      readonly weights?: WeightFiles;
    }
  /** Writes and proves an export of a checkpoint. `directory` is empty or absent. */
  | {
      readonly type: 'export';
      readonly run: string;
      readonly plan: TrainPlan;
      readonly checkpoint: string;
      readonly directory: string;
      readonly format: 'tfjs';
    }
  /** A message with a number is stored; the worker may forget it. */
  | { readonly type: 'acknowledge'; readonly number: number }
  | { readonly type: 'exit' };

/** What is asked of a model: how many examples, or one by its row; and how many passes with dropout left on. */
export interface PredictQuestion {
  readonly count: number;
  readonly example: number | null;
  readonly passes: number;
  /** Another one draws other masks. */
  readonly seed: number;
}
export type Predicted = Pick<Predictions, 'engine' | 'drops' | 'split' | 'heads' | 'examples'>;

export interface Progress {
  readonly epoch: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly msPerStep: number | null;
  readonly timeLeft: number | null;
}

/** Worker -> core. Messages with a `number` are kept by the worker until acknowledged. */
export type FromWorker =
  | { readonly type: 'hello'; readonly protocol: number; readonly pid: number }
  | { readonly type: 'heartbeat' }
  | {
      readonly type: 'started';
      readonly engine: EngineName;
      readonly engineVersion: string;
      readonly device: string;
      readonly threads: number;
      readonly trainExamples: number;
      readonly validationExamples: number;
      readonly testExamples: number;
      readonly stepsPerEpoch: number;
      /** The step it goes on from; rows after it are void. 0 for a new run. */
      readonly step: number;
    }
  | { readonly type: 'points'; readonly number: number; readonly points: readonly SeriesBatch[]; readonly progress: Progress }
  | {
      readonly type: 'epochEnded';
      readonly number: number;
      readonly epoch: number;
      readonly metrics: Readonly<Record<string, number>>;
      readonly progress: Progress;
    }
  | {
      readonly type: 'checkpoint';
      readonly number: number;
      readonly path: string;
      readonly sha256: string;
      readonly step: number;
      readonly epoch: number;
      /** The callback for which these are the best weights so far; null = the newest, to go on from. */
      readonly best: string | null;
    }
  /** What the model gives at the Outputs that are shown: the newest counts. */
  | { readonly type: 'samples'; readonly samples: RunSamples }
  /** What the user should know while it trains, in words. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'tested'; readonly metrics: Readonly<Record<string, number>> }
  | { readonly type: 'predicted'; readonly result: Predicted }
  | { readonly type: 'rateFound'; readonly result: RateTest }
  | { readonly type: 'exported'; readonly result: ExportResult }
  /** The end: everything before it was sent. */
  | { readonly type: 'ended'; readonly outcome: 'finished' | 'stopped' | 'broken'; readonly reason: string | null }
  /** The end, in words for the user. `detail` is for the log. `outside`: nothing is wrong with the run itself, and it can go on once the cause is gone. */
  | { readonly type: 'failed'; readonly message: string; readonly detail: string; readonly outside?: boolean };
