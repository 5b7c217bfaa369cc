import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { streamKey } from '../../../../shared/random/stream.ts';
import { required } from '../../lower/lowering.ts';
import type { FusedUpdate } from './fusedUpdates.ts';
import { dataTypes } from './graphProto.ts';
import type { GraphWriter, Variable } from './graphWriter.ts';
import type { RecordedStep } from './recordStep.ts';
import { writeRecording } from './writeRecording.ts';

/** TensorFlow's number for Philox among its random algorithms. */
const philoxAlgorithm = 1;

export interface StepGraph {
  /** What each run of the step is fed, in order: the names of batch parts, of scalars, and `counter`. */
  readonly feeds: readonly string[];
  /** The output that runs the whole step and gives its metrics. */
  readonly output: string;
}

interface StepOptions {
  /** Front of every name: several steps stand in one graph. */
  readonly prefix: string;
  readonly recorded: RecordedStep;
  readonly seed: number;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly fused: FusedUpdate;
  readonly scalars: readonly string[];
}

/** Writes a recorded step: forward and backward pass, one kernel a weight for its update, the moving averages, and the metrics behind them all. */
export function writeStep(
  writer: GraphWriter,
  binding: TFJSBinding,
  { prefix, recorded, seed, variables, fused, scalars }: StepOptions,
): StepGraph {
  const known = new Map<number, string>();
  const feeds: string[] = [];
  const feed = (name: string, type: 'float32' | 'int32', shape: readonly number[]): string => {
    feeds.push(name);
    return writer.placeholder(`${prefix}/${name}`, type, shape);
  };
  for (const [id, { name, part }] of recorded.parts) known.set(id, feed(name, part.dtype, part.shape));
  const numbers = new Map(scalars.map((name) => [name, feed(name, 'float32', [])]));
  const variableOf = (key: string): Variable => required(variables.get(key), `the variable "${key}"`);
  for (const [id, key] of recorded.weights) known.set(id, variableOf(key).read);
  if (recorded.randoms.size > 0) {
    // Two 64-bit words from four 32-bit ones: [0, 0, epoch, step].
    const counter = writer.node(`${prefix}/words`, 'Bitcast', [feed('counter', 'int32', [2, 2])], {
      T: { type: dataTypes.int32 },
      type: { type: dataTypes.uint64 },
    });
    for (const [id, { stream, shape }] of recorded.randoms)
      known.set(id, writeUniform(writer, `${prefix}/random${id}`, streamKey(seed, stream), counter, shape));
  }

  const wanted = [recorded.rows, ...recorded.gradients.values(), ...recorded.averages.values()];
  const names = writeRecording(writer, recorded.recording, binding, known, wanted);
  const nameOf = (id: number): string => required(names.get(id), 'a recorded tensor');
  // A weight is read before any is moved.
  const after = [...recorded.weights.values()].map((key) => `^${variableOf(key).read}`);
  const updates = [...recorded.gradients].map(([key, id], at) =>
    fused.write(writer, `${prefix}/update${at}`, {
      weight: variableOf(key).handle,
      gradient: nameOf(id),
      slot: (slot) => variableOf(`${key}/${slot}`).handle,
      scratch: () => variableOf(`${key}/scratch`).handle,
      scalar: (name) => required(numbers.get(name), `the number "${name}"`),
      after,
    }),
  );
  const averages = [...recorded.averages].map(([key, id], at) =>
    writer.node(`${prefix}/average${at}`, 'AssignVariableOp', [variableOf(key).handle, nameOf(id), ...after], {
      dtype: { type: dataTypes.float32 },
    }),
  );
  const output = writer.node(
    `${prefix}/metrics`,
    'Identity',
    [nameOf(recorded.rows), ...[...updates, ...averages].map((name) => `^${name}`)],
    { T: { type: dataTypes.float32 } },
  );
  return { feeds: feeds.map((name) => `${prefix}/${name}`), output };
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
