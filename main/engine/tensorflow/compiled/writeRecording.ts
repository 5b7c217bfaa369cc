import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { dataTypes, shapeMessage, text, type Attr } from './graphProto.ts';
import type { GraphType, GraphWriter } from './graphWriter.ts';
import type { GraphOp } from '../kernels/graphOp.ts';
import { required } from '../../lower/lowering.ts';
import type { RecordedOp, RecordedTurn, Recording } from './recorder.ts';
import { writeLoop, type LoopOutside } from './writeLoop.ts';

/** An operation or upload that the graph cannot say: the step then stays eager. */
export class NotRecordable extends Error {
  override readonly name = 'NotRecordable';
}

/** The name of a type by TensorFlow's number. */
export const typeNames: ReadonlyMap<number, GraphType> = new Map<number, GraphType>(
  Object.entries(dataTypes).map(([name, number]) => [number, name as GraphType]),
);

/** Puts other operations in the place of those of a pass, or of a repeat's turn. */
export type Exchange = (ops: readonly GraphOp[], wanted: readonly number[], turn: RecordedTurn | null) => readonly GraphOp[];

export interface WriteOptions {
  /** Names what stands for tensors from outside: placeholders, variables. */
  readonly known: ReadonlyMap<number, string>;
  /** Operations that come before those recorded. */
  readonly before?: readonly GraphOp[];
  readonly exchange?: Exchange;
  /** The four 32-bit words of the step's counter, where something is drawn in a repeat. */
  readonly counter?: string | null;
}

/** Writes what is needed for `wanted` of a recording into a graph. Gives the name of each wanted tensor. */
export function writeRecording(
  writer: GraphWriter,
  recording: Recording,
  binding: TFJSBinding,
  wanted: readonly number[],
  { known, before = [], exchange = (ops) => ops, counter = null }: WriteOptions,
): ReadonlyMap<number, string> {
  const names = new Map(known);
  const nameOf = (id: number): string => {
    const found = names.get(id);
    if (found !== undefined) return found;
    const constant = recording.constants.get(id);
    if (!constant) throw new NotRecordable(`a tensor came from nowhere that was recorded`);
    const type = typeNames.get(constant.dtype);
    if (type === undefined) throw new NotRecordable(`a constant has the type ${constant.dtype}`);
    const name = writer.constant(writer.fresh('c'), type, constant.shape, constant.numbers);
    names.set(id, name);
    return name;
  };
  const types = new Map(recording.ops.flatMap(({ outputs, dtype }) => outputs.map((id) => [id, dtype] as const)));
  const outside: LoopOutside = {
    writer,
    nameOf,
    typeOf: (id) => types.get(id) ?? recording.constants.get(id)?.dtype ?? dataTypes.float32,
    counter,
    writeTurn: (frame, turn, given, results) => {
      const inside = new Map(given);
      const find = (id: number): string =>
        inside.get(id) ?? frame.bring(nameOf(id), recording.constants.get(id)?.dtype ?? dataTypes.float32);
      for (const op of exchange(graphOps(turn.recording, binding, inside, results), results, turn)) {
        if (op.inputs.length === 0 || op.loop) throw new NotRecordable(`a repeat cannot hold ${op.kernel}`);
        const name = frame.node(op.kernel, op.inputs.map(find), op.attr);
        op.outputs.forEach((id, at) => inside.set(id, frame.output(name, at)));
      }
      return results.map(find);
    },
  };
  for (const op of exchange([...before, ...graphOps(recording, binding, known, wanted)], wanted, null)) {
    if (op.loop) {
      const { slices, captured } = op.loop;
      const given = op.inputs.slice(0, op.inputs.length - slices.length - captured.length).map(nameOf);
      const stacked = op.inputs.slice(given.length, given.length + slices.length).map(nameOf);
      const results = writeLoop(outside, op.loop, given, stacked);
      op.outputs.forEach((id, at) => names.set(id, required(results[at], 'what a repeat gives')));
      continue;
    }
    const name = writer.node(writer.fresh('n'), op.kernel, op.inputs.map(nameOf), op.attr);
    op.outputs.forEach((id, at) => names.set(id, at === 0 ? name : `${name}:${at}`));
  }
  return new Map(wanted.map((id) => [id, nameOf(id)]));
}

/** The operations of a recording that `wanted` depends on, as a graph says them. */
export function graphOps(
  { ops }: Recording,
  binding: TFJSBinding,
  known: { has(id: number): boolean },
  wanted: readonly number[],
): readonly GraphOp[] {
  return liveOps(ops, known, wanted).map((op) => {
    const attributes = Object.fromEntries(op.attributes.map((attribute) => [attribute.name, attrOf(attribute, binding)]));
    return {
      ...rewritten(op, { ...untold(op), ...attributes }),
      inputs: op.inputs,
      outputs: op.outputs,
      shape: op.shape,
      ...(op.loop ? { loop: op.loop } : {}),
    };
  });
}

/** Operations that tfjs-node runs without telling their type, which is their output's; eager TensorFlow finds it out, a graph does not. */
const typeless = new Set(['ExpandDims']);
export const untold = (op: RecordedOp): Record<string, Attr> =>
  typeless.has(op.name) ? { T: { type: op.dtype }, Tdim: { type: dataTypes.int32 } } : {};

type Attributes = Readonly<Record<string, Attr>>;
/** The kernel that computes the same more quickly than the one that tfjs-node calls. */
function rewritten({ name, shape }: RecordedOp, attr: Attributes): { kernel: string; attr: Attributes } {
  const { adj_x, adj_y, ...others } = attr;
  // A batch of one matrix: grappler fuses a bias and an activation into a MatMul alone.
  if (name === 'BatchMatMulV2' && shape.length === 2 && adj_x && adj_y)
    return { kernel: 'MatMul', attr: { ...others, transpose_a: adj_x, transpose_b: adj_y } };
  return { kernel: name, attr };
}

/** The operations that the wanted tensors depend on, in the order in which they ran. */
export function liveOps(ops: readonly RecordedOp[], known: { has(id: number): boolean }, wanted: readonly number[]): readonly RecordedOp[] {
  const producers = new Map(ops.flatMap((op) => op.outputs.map((id) => [id, op] as const)));
  const live = new Set<RecordedOp>();
  const todo = [...wanted];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const op = known.has(id) ? undefined : producers.get(id);
    if (!op || live.has(op)) continue;
    live.add(op);
    todo.push(...op.inputs);
  }
  return ops.filter((op) => live.has(op));
}

/** An attribute as a graph says it. */
export function attrOf({ name, type, value }: TFEOpAttr, binding: TFJSBinding): Attr {
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return { type: Number(value) };
    case binding.TF_ATTR_INT:
      return Array.isArray(value) ? { list: { i: value } } : { i: Number(value) };
    case binding.TF_ATTR_BOOL:
      return { b: Boolean(value) };
    case binding.TF_ATTR_FLOAT:
      return { f: Number(value) };
    case binding.TF_ATTR_STRING:
      return text(String(value));
    case binding.TF_ATTR_SHAPE:
      if (Array.isArray(value)) return { shape: shapeMessage(value) };
  }
  throw new NotRecordable(`the attribute "${name}" has the type ${type}`);
}
