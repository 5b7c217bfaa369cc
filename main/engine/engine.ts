import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { EngineName } from '../../shared/run/engines.ts';

/** The order in which the automatic choice tries them. `cpu` is the reference of the tests and never chosen by itself. */
export const automaticOrder: readonly EngineName[] = ['tensorflow', 'webgpu', 'wasm'];

/** How an engine is opened. */
export interface OpenOptions {
  /** How many threads TensorFlow computes on; by default as `threadCount` says. The last bits of what it computes hang on it. */
  readonly threads?: number | undefined;
  /** What a run was on when it was interrupted, and what was chosen by measuring until then (`Engine.choices`): on the same its last bits hang on that, too. */
  readonly before?: { readonly version: string; readonly session: string; readonly choices: Readonly<Record<string, string>> } | undefined;
}

/** A place that can train. Made by `openEngine`, one in a process. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  readonly device: string;
  readonly threads: number;
  /** By what it runs its graphs, where there is more than one way: the last bits hang on it. */
  readonly session?: string;
  /** What the user should know of how it was opened, in words: that a better one could not be had. Absent = nothing. */
  readonly notices?: readonly string[];
  /** What was chosen by measuring until now, by the name of the choice; absent where nothing is. A run goes on with what it began with. */
  readonly choices?: () => Readonly<Record<string, string>>;
  /**
   * Builds the model of a plan with freshly initialized weights. Throws an Error in words when the engine cannot hold it. `notice` hears what
   * the user should know while it trains: that something runs more slowly than it could.
   */
  create(plan: TrainPlan, data: ColumnData, notice?: (message: string) => void): Promise<LiveModel>;
  /** Tensors alive now, for leak checks. */
  tensorCount(): number;
}

/** Numbers of a column, examples one after the other. `Uint8Array` for pixels, `Int32Array` for classes. */
export type Numbers = Float32Array | Int32Array | Uint8Array;
/** A column: its numbers in memory, or null where its rows lie on disk and `ColumnData.stream` reads them. */
export interface DataColumn {
  readonly shape: readonly number[];
  readonly numbers: Numbers | null;
  readonly classes: number | null;
}
/** All columns a plan uses: inputs and targets, by column name. Rows are addressed by index. */
export interface ColumnData {
  readonly rows: number;
  readonly columns: Readonly<Record<string, DataColumn>>;
  /** Reads the columns whose numbers are not in memory. */
  readonly stream?: RowStream | undefined;
  /** What was read of those columns for the batches at hand. */
  readonly fetched?: FetchedNumbers | undefined;
}
/** Reads rows of columns that are larger than memory, beside the thread that trains. */
export interface RowStream {
  /** The columns that it can read. */
  readonly names: readonly string[];
  /** Bytes that the numbers of a row of a column take. */
  rowBytes(name: string): number;
  /** The numbers of these rows, by column, in the order asked for. Rejects in words: a file that is gone, or damaged. */
  read(rows: Int32Array, names: readonly string[]): Promise<Readonly<Record<string, Numbers>>>;
}
export interface FetchedNumbers {
  /** The numbers of a column for a batch that was fetched. Throws where it was not. */
  numbersOf(name: string, batch: Batch): Numbers;
}

/** Rows of the data. */
export type Batch = Int32Array;
/** Numbers that may change between steps, for each phase: `learningRate` and the optimizer's other `hyper` parameters. */
export type Hyper = Readonly<Record<string, number>>;
/** What everything random in a step is drawn from: with the seed it decides dropout masks. `step` counts from 0 over the whole run. */
export interface Counter {
  readonly epoch: number;
  readonly step: number;
  /** The place in the plan's phases of the one that trains in this step; absent = the first. */
  readonly phase?: number;
}
/**
 * What adds up of each row over batches: a sum and its weight, or whatever a metric that is no mean keeps (`metrics/accumulator.ts`). Keys as Keras
 * has them: `loss`, `accuracy`, `<head>_loss`.
 */
export type MetricSums = Readonly<Record<string, readonly number[]>>;

export interface TensorData {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly numbers: Float32Array | Int32Array;
}
/** Weights `layerId/weight`, slots `layerId/weight/slot`, and the optimizers' step counters `optimizer/<phase>/iterations`. */
export type State = Readonly<Record<string, TensorData>>;

/** Time that an operation took in one run of a pass. */
export interface OperationTime {
  /** What it computes, in the engine's words: `Conv2DBackpropFilter`. */
  readonly kind: string;
  readonly milliseconds: number;
}

/** A plan made live on an engine. All calls are asynchronous and none overlaps another. */
export interface LiveModel {
  /** Several training steps in one call, each of one phase; as many metric rows as batches, of its phase. */
  run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]>;
  /** Metrics of these batches together, without training: dropout off, moving averages used. */
  evaluate(batches: readonly Batch[]): Promise<MetricSums>;
  /**
   * Outputs of each head for these rows, by head name; activations applied. With `dropping`, blocks that drop by chance go on doing so, with the masks of
   * this counter; all else is as in any prediction: batch normalization goes by its moving averages, and nothing is moved.
   */
  predict(batch: Batch, dropping?: Counter): Promise<Readonly<Record<string, TensorData>>>;
  /** What is watched in each layer while this batch goes forth and back, under the keys of `watchRows`. Nothing is moved. */
  probe(batch: Batch, counter: Counter): Promise<Readonly<Record<string, number>>>;
  /**
   * Looks, tensor by tensor, for the first thing in a training step of this batch that is not a finite number: data, weight, output of a layer, loss,
   * gradient, or weight after the step. Gives it in words, with the layer's name; null when all is finite. Slow; nothing is moved.
   */
  diagnose(batch: Batch, hyper: Hyper, counter: Counter): Promise<string | null>;
  /** Times each operation of a training step or a prediction of this batch; nothing is moved. Absent where the engine cannot. */
  operationTimes?(pass: 'train' | 'predict', batch: Batch): Promise<readonly OperationTime[]>;
  /** Says which batches will be asked for next, in their order, the very same objects: what lies on disk is read while a step runs. Absent where nothing does. */
  expect?(batches: readonly Batch[]): void;
  /** Milliseconds that calls have waited for rows from disk until now; absent where nothing lies there. */
  waited?(): number;
  readState(): Promise<State>;
  /** Replaces the whole state. Throws when a name or shape does not fit; nothing is changed then. */
  writeState(state: State): Promise<void>;
  dispose(): void;
}
