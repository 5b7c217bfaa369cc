import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { PlanHead, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { Batch, ColumnData, Numbers } from './engine.ts';
import { required } from './lower/lowering.ts';

/** Numbers of a batch as they are given to an engine, the batch axis first. */
export interface BatchPart {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly numbers: Float32Array | Int32Array;
}
export interface BatchParts {
  /** By the Input's id: float32. */
  readonly inputs: Readonly<Record<string, BatchPart>>;
  /** By the head's name: classes as int32 [batch], everything else float32 [batch, ...shape]. Encoded by `encodeTarget`. */
  readonly targets: Readonly<Record<string, BatchPart>>;
}

/** Copies the rows of a batch out of the columns in memory, and takes those that were fetched from disk. Throws a RangeError for a row that is not there. */
export function gatherBatch(plan: TrainPlan, data: ColumnData, batch: Batch): BatchParts {
  return {
    inputs: Object.fromEntries(plan.inputs.filter(hasColumn).map((input) => [input.id, inputPart(data, input.column, batch)])),
    targets: Object.fromEntries(plan.heads.filter(hasColumn).map((head) => [head.name, targetPart(data, head, batch)])),
  };
}

function inputPart(data: ColumnData, name: string, batch: Batch): BatchPart {
  const { shape, numbers } = required(data.columns[name], `the column "${name}"`);
  return {
    shape: [batch.length, ...shape],
    dtype: 'float32',
    numbers: numbers ? gather(numbers, size(shape), batch, Float32Array) : floats(fetched(data, name, batch)),
  };
}

function targetPart(data: ColumnData, head: PlanHead & { readonly column: string }, batch: Batch): BatchPart {
  if (head.target !== 'index' && head.target !== 'oneHot') return inputPart(data, head.column, batch);
  const { numbers } = required(data.columns[head.column], `the column "${head.column}"`);
  return {
    shape: [batch.length],
    dtype: 'int32',
    numbers: numbers ? gather(numbers, 1, batch, Int32Array) : Int32Array.from(fetched(data, head.column, batch)),
  };
}

const fetched = ({ fetched: read }: ColumnData, name: string, batch: Batch): Numbers =>
  required(read, `the rows of "${name}"`).numbersOf(name, batch);
const floats = (numbers: Numbers): Float32Array => (numbers instanceof Float32Array ? numbers : new Float32Array(numbers));

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function gather<T extends Float32Array | Int32Array>(numbers: Numbers, width: number, batch: Batch, Kind: new (length: number) => T): T {
  const out = new Kind(batch.length * width);
  batch.forEach((row, at) => {
    const start = row * width;
    if (start < 0 || start + width > numbers.length) throw new RangeError(`row ${row} is outside the data`);
    out.set(numbers.subarray(start, start + width), at * width);
  });
  return out;
}
