import type { OperationTime } from '../../engine.ts';
import type { GraphPart, GraphType, Variable } from './graphWriter.ts';

/** Numbers that a graph is fed or gives. */
export type GraphNumbers = Float32Array | Int32Array | Uint8Array;

/** A place of the graph that is given numbers with every run. */
export interface Feed {
  readonly name: string;
  readonly type: GraphType;
  readonly shape: readonly number[];
}
/** Runs part of a graph several times, one after the other. `runs`: the numbers of each feed; gives those of each output. */
export interface GraphFunction {
  (runs: readonly (readonly GraphNumbers[])[]): Promise<readonly (readonly GraphNumbers[])[]>;
  /** Runs it once and gives the time of each operation; absent where the session does not measure. */
  readonly trace?: (run: readonly GraphNumbers[]) => readonly OperationTime[];
}

/**
 * A graph with its variables. It may grow, and what its variables hold stays. Two sessions would share no variables, so a model has one.
 * No two calls may overlap.
 */
export interface GraphSession {
  /** Whether a data set may live in its variables: they are never moved, and runs do not hold the thread of JavaScript. */
  readonly holdsData: boolean;
  /** Whether graphs may have operations of `native/`. */
  readonly ownKernels: boolean;
  extend(part: GraphPart): Promise<void>;
  /** Readies what computes `outputs` from `feeds`. */
  prepare(feeds: readonly Feed[], outputs: readonly string[]): GraphFunction;
  close(): void;
}

/** Sets variables, those of `values` at once. */
export async function assignVariables(session: GraphSession, values: readonly (readonly [Variable, GraphNumbers])[]): Promise<void> {
  // A model without weights has none.
  if (values.length === 0) return;
  const assign = session.prepare(
    values.map(([{ value, type, shape }]) => ({ name: value, type, shape })),
    values.map(([variable]) => variable.assign),
  );
  await assign([values.map(([, numbers]) => numbers)]);
}

/** What variables hold now. */
export async function readVariables(session: GraphSession, variables: readonly Variable[]): Promise<readonly GraphNumbers[]> {
  if (variables.length === 0) return [];
  const read = session.prepare(
    [],
    variables.map((variable) => variable.read),
  );
  const [numbers] = await read([[]]);
  if (!numbers) throw new Error('the graph gave nothing');
  return numbers;
}
