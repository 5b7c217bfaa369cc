import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { learnedNumbers } from '../../shared/catalogue/blockWeights.ts';
import { findBlock } from '../../shared/catalogue/index.ts';
import { isItem } from '../../shared/catalogue/params.ts';
import { activityPenalty } from '../../shared/catalogue/weights.ts';
import type { PlanInput, PlanLayer, RepeatBody, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { activate, biasActivate } from './lower/activate.ts';
import { lowerings } from './lower/index.ts';
import { normals } from './lower/normals.ts';
import { required, type Given, type LowerContext, type Weights } from './lower/lowering.ts';
import type { Ops } from './ops/ops.ts';
import { postponedTails } from './postponed.ts';
import { runRepeat } from './runRepeat.ts';
import { regularize } from './regularizers/index.ts';

export interface ForwardContext {
  readonly training: boolean;
  /** Where nothing is trained: whether blocks that drop by chance go on doing so. */
  readonly dropping?: boolean | undefined;
  readonly ops: Ops;
  /** Examples in the batch: what chance feeds has as many. */
  readonly batchSize: number;
  /** Uniform numbers for a stream of the whole model; by default of the plan's seed. `turn` is given in a repeat. */
  random(stream: string, shape: readonly number[], seed?: number, turn?: number): Tensor;
  /** The masks that come with inputs, by their ids. */
  readonly masks?: ReadonlyMap<string, Tensor>;
  /** New value of the weight `layerId/weight`, to take effect after the step. */
  update(key: string, value: Tensor): void;
  /** Hears what the loss pays for what layers give; absent where no loss is computed. */
  readonly addLoss?: ((penalty: Scalar) => void) | undefined;
  /** Hears of every tensor that a layer gives, in the order in which they are computed. */
  readonly seen?: ((layer: PlanLayer, given: Tensor) => void) | undefined;
  /** Hears of each layer what its activation is given. Every layer then computes as it stands, none postponed or joined. */
  readonly observe?: ((layer: PlanLayer, given: Given) => void) | undefined;
}

export interface HeadOutput {
  readonly prediction: Tensor;
  readonly logits: Tensor | null;
  /** What it is compared with where that is a tensor of the model. */
  readonly compared?: Tensor;
  /** 1 where a step of the prediction counts and 0 where it only fills up [batch, steps]; null = all count. */
  readonly mask: Tensor | null;
}

/** What `forward` reads of a plan: the layers of one turn of a repeat are run like a plan of their own. */
type Runnable = Pick<TrainPlan, 'layers'> & {
  readonly inputs: readonly Pick<PlanInput, 'id' | 'name' | 'noise' | 'spec'>[];
  readonly heads: readonly Pick<TrainPlan['heads'][number], 'name' | 'source' | 'fromLogits' | 'compared'>[];
};

const portKey = (ref: TensorRef): string => `${ref.layer}\n${ref.port}`;

/**
 * Runs a plan's layers on a batch. `inputs` by the Input's id, batch axis first; `weight` gives the tensor of `layerId/weight`. Gives each
 * head's prediction, with the logits where its loss wants them.
 */
export function forward(
  plan: Runnable,
  inputs: Readonly<Record<string, Tensor>>,
  weight: (key: string) => Tensor,
  context: ForwardContext,
): Readonly<Record<string, HeadOutput>> {
  const tensors = new Map<string, Tensor>();
  const logits = new Map<string, Tensor>();
  const masks = new Map([...(context.masks ?? [])].map(([layer, mask]) => [portKey({ layer, port: 'y' }), mask]));
  plan.inputs.forEach((input, place) => {
    const given = input.noise ? noise(input, place, context) : required(inputs[input.id], `the input "${input.name}"`);
    tensors.set(portKey({ layer: input.id, port: 'y' }), given);
  });
  const wantsLogits = new Set(plan.heads.filter((head) => head.fromLogits !== null).map((head) => head.source.layer));

  const atOnce = (!context.training && context.ops.joinsTails === true) || context.observe !== undefined;
  const tails = atOnce ? new Map<string, string>() : postponedTails(plan);
  const waiting = new Set(tails.values());
  const layers = new Map(plan.layers.map((layer) => [layer.id, layer]));

  plan.layers.forEach((layer, place) => {
    const own = (port: string): string => portKey({ layer: layer.id, port });
    const outputs = runLayer(
      waiting.has(layer.id) ? withoutTail(layer) : layer,
      place,
      wantsLogits.has(layer.id) || (context.observe !== undefined && findBlock(layer.kind).activationInside !== true),
      tensors,
      masks,
      weight,
      context,
    );
    const before = layers.get(tails.get(layer.id) ?? '');
    for (const [port, tensor] of Object.entries(outputs.tensors)) {
      const given = before ? tailOf(before, tensor, weight, context) : tensor;
      tensors.set(own(port), given);
      context.seen?.(layer, given);
    }
    for (const [port, tensor] of Object.entries(outputs.logits)) logits.set(own(port), tensor);
    const penalty = activityPenalty(layer.values);
    if (penalty && context.addLoss) {
      // By the batch's size, as Keras has it: the strength does not hang on it.
      for (const tensor of Object.values(outputs.tensors)) context.addLoss(tf.div(regularize(tensor, penalty), tensor.shape[0] ?? 1));
    }
  });

  return Object.fromEntries(
    plan.heads.map((head) => [
      head.name,
      {
        prediction: required(tensors.get(portKey(head.source)), `the source of the head "${head.name}"`),
        logits: head.fromLogits === null ? null : required(logits.get(portKey(head.source)), `the logits of the head "${head.name}"`),
        mask: masks.get(portKey(head.source)) ?? null,
        ...(head.compared
          ? { compared: required(tensors.get(portKey(head.compared)), `what the head "${head.name}" is compared with`) }
          : {}),
      },
    ]),
  );
}

/** Front of the streams that Inputs are fed from by chance. */
export const noiseStreams = 'input/';
/** What chance feeds an Input in this step. */
function noise({ noise: kind, name, spec }: Runnable['inputs'][number], place: number, { random, batchSize }: ForwardContext): Tensor {
  const shape = [batchSize, ...spec.shape.map((length) => required(length ?? undefined, `a length of "${name}"`))];
  const stream = `${noiseStreams}${place}`;
  return kind === 'normal' ? normals(stream, shape, { random }, null) : tf.sub(tf.mul(random(stream, shape), 2), 1);
}

const linear = { kind: 'linear', values: {} };
/** The layer without its bias and activation. */
const withoutTail = (layer: PlanLayer): PlanLayer => ({
  ...layer,
  weights: layer.weights.filter(({ name }) => name !== 'bias'),
  values: { ...layer.values, activation: linear },
});
/** What `withoutTail` left out of a layer. */
function tailOf(
  { layerId, weights, values: { activation } }: PlanLayer,
  x: Tensor,
  weight: (key: string) => Tensor,
  { ops }: ForwardContext,
): Tensor {
  const bias = weights.some(({ name }) => name === 'bias') ? weight(`${layerId}/bias`) : undefined;
  return biasActivate(x, bias, isItem(activation) ? activation : linear, ops);
}

/** The mask of what arrives at a port; of several wires, what any of them counts. */
function masksAt(layer: PlanLayer, port: string, masks: ReadonlyMap<string, Tensor>): Tensor | null {
  const [first, ...others] = (layer.inputs[port] ?? []).flatMap((ref) => masks.get(portKey(ref)) ?? []);
  return first ? others.reduce<Tensor>((all, own) => tf.maximum(all, own), first) : null;
}

interface LayerOutputs {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly logits: Readonly<Record<string, Tensor>>;
}

function runLayer(
  layer: PlanLayer,
  place: number,
  splitActivation: boolean,
  tensors: ReadonlyMap<string, Tensor>,
  masks: Map<string, Tensor>,
  weight: (key: string) => Tensor,
  context: ForwardContext,
): LayerOutputs {
  const inputs = Object.fromEntries(
    Object.entries(layer.inputs).map(([port, refs]) => [
      port,
      refs.map((ref) => required(tensors.get(portKey(ref)), `an input of "${layer.name}"`)),
    ]),
  );
  if (layer.repeat) {
    const mask = masksAt(layer, 'x', masks);
    if (mask) masks.set(portKey({ layer: layer.id, port: 'y' }), mask);
    const x = required(inputs['x']?.[0], `an input of "${layer.name}"`);
    return { tensors: { y: repeatLayers(layer, layer.repeat, place, x, mask, weight, context) }, logits: {} };
  }
  const lower = required(lowerings[layer.kind], `the mathematics of the block "${layer.kind}"`);
  const weights: Weights = Object.fromEntries(layer.weights.map((spec) => [spec.name, weight(`${layer.layerId}/${spec.name}`)]));
  const own: LowerContext = {
    training: context.training
      ? !(layer.frozen === true && findBlock(layer.kind).predictsFrozen === true)
      : context.dropping === true && findBlock(layer.kind).drops?.(layer.values) === true,
    ops: context.ops,
    random: (stream, shape, seed) =>
      seed === undefined ? context.random(`layer/${place}/${stream}`, shape) : context.random(stream, shape, seed),
    update: (name, value) => context.update(`${layer.layerId}/${name}`, value),
    observe: context.observe && ((given) => context.observe?.(layer, given)),
    mask: (port) => masksAt(layer, port, masks),
    setMask: (mask) => void masks.set(portKey({ layer: layer.id, port: 'y' }), mask),
  };
  if (layer.outputs['y']?.mask) {
    // By its first port: attention goes by the mask of what asks.
    const passed = masksAt(layer, Object.keys(layer.inputs)[0] ?? 'x', masks);
    if (passed) masks.set(portKey({ layer: layer.id, port: 'y' }), passed);
  }
  const activation = layer.values['activation'];
  const numbers = Object.keys(learnedNumbers(activation));
  if (!(splitActivation || numbers.length > 0) || !isItem(activation))
    return { tensors: lower(inputs, weights, layer.values, own), logits: {} };
  // The loss wants what the activation is given, the prediction what it gives, and one that learns reads weights: lower without it, then apply it.
  const logits = lower(inputs, weights, { ...layer.values, activation: linear }, own);
  if (own.observe) {
    const learned = Object.fromEntries(numbers.map((name) => [name, required(weights[name], `the weight "${name}"`)]));
    for (const x of Object.values(logits)) own.observe({ x, activation, learned, counts: null });
  }
  return {
    tensors: Object.fromEntries(Object.entries(logits).map(([port, x]) => [port, activate(x, activation, context.ops, weights)])),
    logits,
  };
}

/** Runs the layers of a repeat, one turn after another. */
function repeatLayers(
  layer: PlanLayer,
  { turns, input, layers, source }: RepeatBody,
  place: number,
  x: Tensor,
  mask: Tensor | null,
  weight: (key: string) => Tensor,
  context: ForwardContext,
): Tensor {
  const spec = required(layer.outputs['y'], `the output of "${layer.name}"`);
  const body: Runnable = {
    inputs: [{ id: input, name: layer.name, spec }],
    layers,
    heads: [{ name: layer.name, source, fromLogits: null }],
  };
  const weights = layer.weights.map(({ name, trainable }) => {
    const key = `${layer.layerId}/${name}`;
    return { key, tensor: weight(key), trainable };
  });
  const { y, averages } = (context.ops.repeat ?? runRepeat)({
    turns,
    x,
    weights,
    step: (state, own, turn, update) => {
      const outputs = forward(body, { [input]: state }, (key) => required(own.get(key), `the weight "${key}"`), {
        training: context.training,
        dropping: context.dropping,
        ops: context.ops,
        batchSize: context.batchSize,
        ...(mask ? { masks: new Map([[input, mask]]) } : {}),
        // A block's own seed names its stream as it does outside; the turn tells its numbers from those of the others.
        random: (stream, shape, seed) =>
          seed === undefined ? context.random(`repeat/${place}/${stream}`, shape, seed, turn) : context.random(stream, shape, seed, turn),
        update: (key, value) => update?.(key, value),
      });
      return required(outputs[layer.name], 'what a turn gives').prediction;
    },
  });
  for (const [key, value] of averages) context.update(key, value);
  return y;
}
