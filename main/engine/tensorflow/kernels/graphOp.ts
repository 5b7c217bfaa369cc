import type { Attr } from '../compiled/graphProto.ts';
import type { RecordedLoop } from '../compiled/recorder.ts';

/** An operation on its way into a graph: tensors are named by numbers. */
export interface GraphOp {
  readonly kernel: string;
  readonly attr: Readonly<Record<string, Attr>>;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Of its first output. */
  readonly shape: readonly number[];
  /** A repeat, written as loops. */
  readonly loop?: RecordedLoop;
}

/** The shape of a tensor; undefined where it is not known. */
export type ShapeOf = (id: number) => readonly number[] | undefined;
