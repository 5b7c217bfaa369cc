import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { required } from '../../lower/lowering.ts';
import type { FusedUpdate } from './fusedUpdates.ts';
import { dataTypes } from './graphProto.ts';
import { nodeOf, type GraphWriter, type Variable } from './graphWriter.ts';
import { writePass, type PassGraph, type PassOptions } from './passGraph.ts';
import type { TrainingResult } from './passes.ts';
import type { RecordedPass } from './recordPass.ts';

/**
 * Writes a training step: forward and backward pass, the update of each weight (one kernel where TensorFlow has it, else as it was recorded), what
 * holds weights afterwards, the moving averages, and the metrics behind them all.
 */
export function writeStep(
  writer: GraphWriter,
  binding: TFJSBinding,
  options: PassOptions & {
    readonly fused: FusedUpdate | null;
    readonly scratch: ReadonlyMap<string, Variable>;
    readonly scalarCount: number;
    /** Name of a slot of a weight among the variables. */
    readonly slotKey: (key: string, slot: string) => string;
  },
  recorded: RecordedPass<TrainingResult>,
): PassGraph {
  const { prefix, variables, fused, scratch, scalarCount, slotKey } = options;
  const { rows, gradients, averages, moved, constrained } = recorded.result;
  const scalars = writeScalars(writer, `${prefix}/scalars`, scalarCount);
  const wanted = [rows, ...(fused ? gradients : moved).values(), ...averages.values(), ...constrained.values()];
  const afterwards = (key: string): string => `${prefix}/moved/${[...constrained.keys()].indexOf(key)}`;
  const { feeds, nameOf } = writePass(writer, binding, { ...options, scalar: scalars.output, afterwards }, recorded, wanted);
  const variableOf = (key: string): Variable => required(variables.get(key), `the variable "${key}"`);
  // A weight is read before any is moved.
  const after = [...recorded.weights.values()].map((key) => `^${variableOf(key).read}`);
  feeds.push({ name: scalars.feed, type: 'float32', shape: [scalarCount], numbers: (call) => call.scalars });
  const updates =
    fused?.write(
      writer,
      [...gradients].map(([key, id]) => ({
        weight: variableOf(key),
        gradient: nameOf(id),
        slot: (slot: string) => variableOf(slotKey(key, slot)),
        scratch: () => required(scratch.get(key), `the scratch of "${key}"`),
      })),
      {
        prefix,
        scalars: scalars.feed,
        numbers: Array.from({ length: scalarCount }, (_, at) => scalars.output(at)),
        read: after,
        used: [rows, ...averages.values()].map((id) => `^${nodeOf(nameOf(id))}`),
      },
    ) ?? [];
  const assigned = [...moved, ...averages].map(([key, id], at) =>
    writer.node(`${prefix}/assign${at}`, 'AssignVariableOp', [variableOf(key).handle, nameOf(id), ...after], {
      dtype: { type: dataTypes.float32 },
    }),
  );
  const done = updates.map((name) => `^${name}`);
  const held = [...constrained].map(([key, id], at) => {
    const { handle } = variableOf(key);
    const dtype = { type: dataTypes.float32 };
    writer.node(afterwards(key), 'ReadVariableOp', [handle, ...done], { dtype });
    return writer.node(`${prefix}/constrain${at}`, 'AssignVariableOp', [handle, nameOf(id), ...done], { dtype });
  });
  const output = writer.node(
    `${prefix}/metrics`,
    'Identity',
    [nameOf(rows), ...[...updates, ...assigned, ...held].map((name) => `^${name}`)],
    {
      T: { type: dataTypes.float32 },
    },
  );
  return { feeds, outputs: [output] };
}

/** Numbers that come in one feed and leave one by one: a feed costs more than an operation. */
function writeScalars(writer: GraphWriter, name: string, count: number): { feed: string; output: (at: number) => string } {
  const feed = writer.placeholder(name, 'float32', [count]);
  const unpacked = writer.node(`${name}/each`, 'Unpack', [feed], { T: { type: dataTypes.float32 }, num: { i: count }, axis: { i: 0 } });
  return { feed, output: (at) => (at === 0 ? unpacked : `${unpacked}:${at}`) };
}
