import { dataTypes, type Attr } from '../../compiled/graphProto.ts';
import type { GraphOp, ShapeOf } from '../graphOp.ts';

export type Attributes = Readonly<Record<string, Attr>>;

export interface Kernel {
  readonly kernel: string;
  readonly attr: Attributes;
}
/** A kernel among those that are timed. `inputs`: places in what is given, and after that in what the kernels before have given. */
export interface TimedKernel extends Kernel {
  readonly inputs: readonly number[];
}

/** A kernel of `native/` that computes what an operation of TensorFlow does, and an example of both to be timed. */
export interface Alternative {
  /** What decides which is quicker: kind, lengths and settings, in words. */
  readonly signature: string;
  readonly theirs: Kernel;
  readonly own: Kernel;
  /** Multiply-adds, or numbers gone through: what has few is done before TensorFlow has prepared itself. 0 where ours is right whatever the size. */
  readonly work: number;
  /** Axes of what is given at the end. */
  readonly rank: number;
  /** What is given: numbers of a shape, or a list of lengths. */
  readonly sample: readonly (readonly number[] | { readonly lengths: readonly number[] })[];
  /** What is timed, where it is more than the operation alone: one that TensorFlow computes otherwise after another is timed with that one. */
  readonly timed?: { readonly theirs: readonly TimedKernel[]; readonly own: readonly TimedKernel[] };
}

/** How to compute an operation of one kind by a kernel of our own; null where there is none. */
export type FindAlternative = (op: GraphOp, shapeOf: ShapeOf) => Alternative | null;

/** Examples that an operation is timed with: each takes as long as the next, so more would tell nothing new. */
export const sampleExamples = 16;
/** Length of an axis of a matrix up to which it is timed as it is: a longer one takes as much longer. */
const longestTimed = 4096;
export const timedLengths = (shape: readonly number[]): readonly number[] => shape.map((length) => Math.min(length, longestTimed));
/** Numbers that one is timed with that goes through them once or twice: more than the nearest memories hold. */
const mostTimed = 2 ** 21;
/** A shape with no more along its first axis than that. */
export const timedRows = ([rows = 1, ...rest]: readonly number[]): readonly number[] => [
  Math.max(1, Math.min(rows, Math.floor(mostTimed / sizeOf(rest)))),
  ...rest,
];

export const flag = (attr: Attr | undefined): boolean => attr !== undefined && 'b' in attr && attr.b;
export const numbers = (attr: Attr | undefined): readonly number[] | null => (attr && 'list' in attr ? attr.list.i : null);
export const words = (attr: Attr | undefined): string => (attr && 's' in attr ? Buffer.from(attr.s).toString() : '');
export const list = (values: readonly number[]): Attr => ({ list: { i: values } });
export const isFloat = ({ T }: Attributes): boolean => T !== undefined && 'type' in T && T.type === dataTypes.float32;
export const sizeOf = (shape: readonly number[]): number => shape.reduce((all, length) => all * length, 1);
