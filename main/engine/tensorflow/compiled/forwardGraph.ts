import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import { forward } from '../../forward.ts';
import type { BatchParts } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import { composedOps } from '../../ops/composedOps.ts';
import { BatchlessConstants, type GraphConstant } from './batchlessConstants.ts';
import { dataTypes, shapeMessage, type Attr, type Node } from './graphProto.ts';
import { recordPass, type PassContext, type RecordedPass } from './recordPass.ts';
import { attrOf, liveOps, NotRecordable, untold } from './writeRecording.ts';

/** What a model computes when it predicts, as TensorFlow operations over a batch of any size. */
export interface ForwardGraph {
  /** In an order in which they can be computed. A Const node holds no numbers: `constants` does. */
  readonly nodes: readonly Node[];
  readonly constants: readonly GraphConstant[];
  /** Names of the nodes that are fed, in the order of the plan's inputs. */
  readonly inputs: readonly string[];
  /** Names of the nodes that give the heads, in the order of the plan's heads. */
  readonly outputs: readonly string[];
}

/** Two sizes of a batch: what differs between their recordings hangs on the size. 1 is none of them, since lengths of 1 are repeated. */
export const recordedSizes = [2, 3] as const;

type Forward = RecordedPass<readonly number[]>;

/**
 * Records the forward pass at two batch sizes, out of tfjs's own operations alone, and makes one graph of both that takes any size. Throws
 * `NotRecordable` where they differ by more than numbers that grow with the batch.
 */
export function recordForward(context: PassContext): ForwardGraph {
  const [small, large] = recordedSizes.map((size) => recordOne(context, size));
  return joinPasses(context, required(small, 'a recording'), required(large, 'a recording'));
}

/** Turns of a repeat up to which the graph of an export holds each of them: it has no loops. */
const mostTurns = 1000;

function recordOne(context: PassContext, size: number): Forward {
  const { plan } = context;
  const turns = Math.max(0, ...plan.layers.map(({ repeat }) => repeat?.turns ?? 0));
  if (turns > mostTurns)
    throw new NotRecordable(
      `a group that repeats ${turns.toLocaleString('en-US')} times would become as many operations: set its repeat to ${mostTurns.toLocaleString('en-US')} or fewer`,
    );
  return recordPass(context, { parts: emptyBatch(plan, size), size }, ({ inputs, weight }, handle) => {
    const refuse = (): never => {
      throw new NotRecordable('something is drawn or updated while the model predicts');
    };
    const heads = forward(plan, inputs, weight, { training: false, ops: composedOps, batchSize: size, random: refuse, update: refuse });
    return plan.heads.map(({ name }) => handle(required(heads[name], `the head "${name}"`).prediction));
  });
}

/** What numbers come in decides nothing: no block looks at them before it computes. */
const emptyBatch = (plan: TrainPlan, size: number): BatchParts => ({
  inputs: Object.fromEntries(
    plan.inputs.map(({ id, spec }) => {
      const shape = [size, ...spec.shape.map((length) => length ?? 1)];
      return [id, { shape, dtype: 'float32' as const, numbers: new Float32Array(shape.reduce((a, b) => a * b, 1)) }];
    }),
  ),
  targets: {},
});

/** Walks both recordings side by side. */
function joinPasses({ plan, model, backend: { binding } }: PassContext, small: Forward, large: Forward): ForwardGraph {
  const nodes: Node[] = [];
  const constants: GraphConstant[] = [];
  const names = new Map<number, string>();
  const twins = new Map<number, number>();
  const know = (a: number, b: number, name: string): void => {
    names.set(a, name);
    twins.set(a, b);
  };
  const [firstInput] = plan.inputs;
  const own = new BatchlessConstants(firstInput?.name ?? '', nodes, constants);

  const inputs = plan.inputs.map(({ id, name, spec }) => {
    const part = (pass: Forward): number => required([...pass.parts].find(([, { name: own }]) => own === `input/${id}`)?.[0], name);
    know(part(small), part(large), name);
    nodes.push({
      name,
      op: 'Placeholder',
      input: [],
      attr: { dtype: { type: dataTypes.float32 }, shape: { shape: shapeMessage([-1, ...spec.shape.map((length) => length ?? -1)]) } },
    });
    return name;
  });
  const largeWeights = new Map([...large.weights].map(([id, key]) => [key, id]));
  const weightKeys = new Map<number, string>();
  for (const [id, key] of small.weights) {
    twins.set(id, required(largeWeights.get(key), key));
    weightKeys.set(id, key);
  }

  const nameOf = (a: number, b: number, reshapes: boolean): string => {
    const found = names.get(a);
    const key = weightKeys.get(a);
    if (found !== undefined || key !== undefined) {
      if (twins.get(a) !== b) throw new NotRecordable('the two recordings read different tensors');
      if (found !== undefined) return found;
    }
    if (key !== undefined) {
      const variable = model.variable(key);
      const name = own.hold(`weights/${key}`, 'float32', variable.shape, Float32Array.from(variable.dataSync()));
      names.set(a, name);
      return name;
    }
    const [one, other] = [small.recording.constants.get(a), large.recording.constants.get(b)];
    if (!one || !other) throw new NotRecordable('a tensor came from nowhere that was recorded');
    return own.write(one, other, reshapes);
  };

  const known = (pass: Forward): ReadonlyMap<number, string> =>
    new Map([...pass.parts.keys(), ...pass.weights.keys()].map((id) => [id, '']));
  const smallOps = liveOps(small.recording.ops, known(small), small.result);
  const largeOps = liveOps(large.recording.ops, known(large), large.result);
  if (smallOps.length !== largeOps.length) throw new NotRecordable('another number of operations at another batch size');
  smallOps.forEach((op, at) => {
    const twin = required(largeOps[at], 'an operation');
    const attr = attributesOf(op, binding);
    if (op.name !== twin.name || op.inputs.length !== twin.inputs.length || say(attr) !== say(attributesOf(twin, binding)))
      throw new NotRecordable(`the operation ${op.name} is another one at another batch size`);
    const name = `n${at}`;
    const input = op.inputs.map((id, place) => nameOf(id, twin.inputs[place] ?? -1, op.name === 'Reshape' && place === 1));
    nodes.push({ name, op: op.name, input, attr });
    op.outputs.forEach((id, place) => know(id, twin.outputs[place] ?? -1, place === 0 ? name : `${name}:${place}`));
  });

  const outputs = small.result.map((id, at) => {
    const name = `outputs/${plan.heads[at]?.name ?? at}`;
    nodes.push({
      name,
      op: 'Identity',
      input: [nameOf(id, large.result[at] ?? -1, false)],
      attr: { T: { type: dataTypes.float32 } },
    });
    return name;
  });
  return { nodes, constants, inputs, outputs };
}

const attributesOf = (op: Forward['recording']['ops'][number], binding: TFJSBinding): Record<string, Attr> => ({
  ...untold(op),
  ...Object.fromEntries(op.attributes.map((attribute) => [attribute.name, attrOf(attribute, binding)])),
});
const say = (attr: Readonly<Record<string, Attr>>): string =>
  JSON.stringify(Object.entries(attr).toSorted(([a], [b]) => a.localeCompare(b)));
