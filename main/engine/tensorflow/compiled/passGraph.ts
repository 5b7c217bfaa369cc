import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { streamKey } from '../../../../shared/random/stream.ts';
import { required } from '../../lower/lowering.ts';
import type { Alternative } from '../kernels/alternatives/alternative.ts';
import { alternativeOf } from '../kernels/alternatives/alternativeOf.ts';
import type { GraphOp, ShapeOf } from '../kernels/graphOp.ts';
import { withOwnKernels } from '../kernels/withOwnKernels.ts';
import type { BatchSource } from './batchSource.ts';
import { dataTypes } from './graphProto.ts';
import type { GraphWriter, Variable } from './graphWriter.ts';
import type { PassFeed } from './passFeed.ts';
import type { RecordedPass } from './recordPass.ts';
import { otherNumber, type RecordedLoop, type RecordedTurn } from './recorder.ts';
import { graphOps, writeRecording, type Exchange } from './writeRecording.ts';

/** Part of the graph that can be run: what it is fed and what it gives. */
export interface PassGraph {
  readonly feeds: readonly PassFeed[];
  readonly outputs: readonly string[];
}

export interface PassOptions {
  /** Front of every name: several passes stand in one graph. */
  readonly prefix: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly source: BatchSource;
  /** Name of each of the optimizer's numbers, by its place. */
  readonly scalar?: (at: number) => string;
  /** Name of a weight's value once the step has moved it. */
  readonly afterwards?: (key: string) => string;
  /** Where a kernel of our own takes the place of TensorFlow's; absent = nowhere. */
  readonly isOwn?: ((alternative: Alternative) => boolean) | undefined;
}

/** TensorFlow's number for Philox among its random algorithms. */
const philoxAlgorithm = 1;

/** Writes what a recorded pass needs for `wanted`. Gives the feeds it came to and the names of the wanted tensors. */
export function writePass<T>(
  writer: GraphWriter,
  binding: TFJSBinding,
  { prefix, variables, source, scalar, afterwards, isOwn }: PassOptions,
  recorded: RecordedPass<T>,
  wanted: readonly number[],
): { feeds: PassFeed[]; nameOf: (id: number) => string } {
  const { recording, parts, weights, scalars, afterwards: later, randoms } = recorded;
  const feeds: PassFeed[] = [];
  const feed = (own: PassFeed): string => {
    feeds.push(own);
    return writer.placeholder(own.name, own.type, own.shape);
  };
  const known = new Map<number, string>();
  for (const [id, key] of weights) known.set(id, required(variables.get(key), `the variable "${key}"`).read);
  for (const [id, at] of scalars) known.set(id, required(scalar, 'a feed of scalars')(at));
  for (const [id, key] of later) known.set(id, required(afterwards, 'a weight after the step')(key));
  const given = source.write(writer, prefix, [...parts.values()], feed);
  const casts = [...parts].flatMap(([id, { part }], at): GraphOp[] => {
    const { place, type } = required(given[at], 'a part of the batch');
    const inner = type === part.dtype ? id : otherNumber();
    known.set(inner, place);
    if (inner === id) return [];
    const attr = { SrcT: { type: dataTypes[type] }, DstT: { type: dataTypes[part.dtype] } };
    return [{ kernel: 'Cast', attr, inputs: [inner], outputs: [id], shape: part.shape }];
  });
  const draws =
    randoms.size > 0 || recording.ops.some(({ loop }) => loop && loop.randoms.size + (loop.back?.forward.randoms.size ?? 0) > 0);
  const words = draws
    ? feed({
        name: `${prefix}/counter`,
        type: 'int32',
        shape: [2, 2],
        numbers: ({ counter }) => Int32Array.of(0, 0, counter.epoch, counter.step),
      })
    : null;
  if (words !== null && randoms.size > 0) {
    // Two 64-bit words from four 32-bit ones.
    const counterOf = (name: string, from: string): string =>
      writer.node(`${prefix}/${name}`, 'Bitcast', [from], { T: { type: dataTypes.int32 }, type: { type: dataTypes.uint64 } });
    const counter = counterOf('words', words);
    const first = [...randoms.values()].some(({ still }) => still)
      ? counterOf('first', writer.constant(`${prefix}/first32`, 'int32', [2, 2], new Int32Array(4)))
      : counter;
    for (const [id, { stream, seed, shape, still }] of randoms)
      known.set(id, writeUniform(writer, `${prefix}/random${id}`, streamKey(seed, stream), still ? first : counter, shape));
  }
  const shapeOf = shapesIn(recorded);
  const exchange: Exchange = (ops, asked, turn) =>
    isOwn ? withOwnKernels(ops, new Set(asked), turn ? shapesIn(turn, shapeOf) : shapeOf, isOwn) : ops;
  const names = writeRecording(writer, recording, binding, wanted, { known, before: casts, exchange, counter: words });
  return { feeds, nameOf: (id) => required(names.get(id), 'a recorded tensor') };
}

/** What could be computed by kernels of our own in a pass. */
export function alternativesIn<T>(recorded: RecordedPass<T>, binding: TFJSBinding, wanted: readonly number[]): readonly Alternative[] {
  const { recording, parts, weights, scalars, afterwards, randoms } = recorded;
  const outside = [parts, weights, scalars, afterwards, randoms];
  const known = { has: (id: number) => outside.some((map) => map.has(id)) };
  const inOps = (ops: readonly GraphOp[], shapeOf: ShapeOf): readonly Alternative[] =>
    ops.flatMap((op) => (op.loop ? turnsOf(op.loop).flatMap((turn) => inTurn(turn, shapeOf)) : (alternativeOf(op, shapeOf) ?? [])));
  const inTurn = ({ turn, asked }: AskedTurn, outside: ShapeOf): readonly Alternative[] =>
    inOps(graphOps(turn.recording, binding, turn.shapes, asked), shapesIn(turn, outside));
  return inOps(graphOps(recording, binding, known, wanted), shapesIn(recorded));
}

interface AskedTurn {
  readonly turn: RecordedTurn;
  readonly asked: readonly number[];
}
/** The turns that a repeat is written with, and what is asked of each. */
const turnsOf = (loop: RecordedLoop): readonly AskedTurn[] => [
  { turn: loop, asked: loop.result },
  ...(loop.back ? [{ turn: loop.back.forward, asked: [loop.back.forward.result] }] : []),
];

/** Shapes of the tensors of a pass, or of a turn within one, where they are known. */
function shapesIn({ recording, shapes }: Pick<RecordedTurn, 'recording' | 'shapes'>, outside: ShapeOf = () => undefined): ShapeOf {
  const made = new Map(recording.ops.map((op) => [op.outputs[0], op.shape]));
  return (id) => made.get(id) ?? shapes.get(id) ?? recording.constants.get(id)?.shape ?? outside(id);
}

/** Uniform numbers of a stream as `shared/random` gives them: Philox with the stream's key, from the step's counter on. */
function writeUniform(
  writer: GraphWriter,
  name: string,
  key: readonly [number, number],
  counter: string,
  shape: readonly number[],
): string {
  const words = writer.constant(`${name}/key32`, 'int32', [1, 2], Int32Array.of(key[0] | 0, key[1] | 0));
  const key64 = writer.node(`${name}/key`, 'Bitcast', [words], { T: { type: dataTypes.int32 }, type: { type: dataTypes.uint64 } });
  const dims = writer.constant(`${name}/shape`, 'int32', [shape.length], Int32Array.from(shape));
  const algorithm = writer.constant(`${name}/algorithm`, 'int32', [], Int32Array.of(philoxAlgorithm));
  return writer.node(name, 'StatelessRandomUniformV2', [dims, key64, counter, algorithm], {
    dtype: { type: dataTypes.float32 },
    Tshape: { type: dataTypes.int32 },
  });
}
