import type { Block } from '../catalogue/block.ts';
import { findBlock, findItem } from '../catalogue/index.ts';
import type { Item, KerasObject, KerasValue } from '../catalogue/item.ts';
import { kernelEndings } from '../catalogue/weights.ts';
import { isItem, present, type ItemValue, type Params, type Values } from '../catalogue/params.ts';
import type { PlanLayer, RepeatBody, TrainPlan } from '../plan/trainPlan.ts';
import { kerasConfig, kerasObject, needsSource } from './kerasConfig.ts';
import { kerasMetric, metricWrappers } from './kerasMetric.ts';

/** A layer of Keras: its class, its constructor's arguments and what it is called with. */
export interface KerasLayer {
  readonly id: string;
  readonly layerId: string;
  readonly className: string;
  readonly config: Readonly<Record<string, KerasValue>>;
  readonly inputs: readonly string[];
  readonly weights: readonly string[];
  /** True for the classes that take a list of tensors. */
  readonly merges: boolean;
  /** Arguments of the call besides the tensors. */
  readonly call?: Readonly<Record<string, KerasValue>>;
  /** Layers that are made and called anew in each turn, in place of one of Keras's own. */
  readonly repeat?: {
    readonly turns: number;
    readonly input: string;
    readonly source: string;
    readonly layers: readonly KerasLayer[];
  };
}

/** A plan as plain data for a program that builds it out of Keras's own layers: class names and constructor arguments. */
export interface KerasJob {
  /** Python that defines what Keras lacks, each once. */
  readonly sources: readonly string[];
  readonly inputs: readonly { readonly id: string; readonly shape: readonly (number | null)[] }[];
  readonly layers: readonly KerasLayer[];
  readonly heads: readonly {
    readonly name: string;
    readonly source: string;
    readonly loss: KerasObject;
    readonly lossWeight: number;
    readonly metrics?: readonly KerasValue[];
  }[];
  readonly optimizer: KerasObject;
  /** A penalty on every trained kernel besides its own: on weights whose names end so. */
  readonly weightPenalty?: { readonly penalty: KerasObject; readonly endings: readonly string[] };
  /** How much the examples of each class count in training; of one head, as Keras has it. */
  readonly classWeights?: readonly number[];
}

/** Keras's own form of a plan, derived from the declarations of its blocks, losses and optimizer. */
export function kerasJob(plan: TrainPlan): KerasJob {
  const optimizer = plan.phases[0]?.optimizer ?? { kind: 'sgd', values: {} };
  const sources = [
    ...withRepeated(plan.layers).flatMap((layer) => itemSources(findBlock(layer.kind), layer.values)),
    ...plan.heads.flatMap(({ loss }) => chosenSources('losses', loss)),
    ...plan.heads.flatMap(({ metrics }) => metrics.flatMap((metric) => chosenSources('metrics', metric))),
    ...(plan.heads.some(({ metrics }) => metrics.length > 0) ? metricWrappers : []),
    ...[optimizer, ...plan.phases.slice(1).map((phase) => phase.optimizer)].flatMap((chosen) => chosenSources('optimizers', chosen)),
  ];
  return {
    sources: [...new Set(sources)],
    inputs: plan.inputs.map(({ id, spec }) => ({ id, shape: spec.shape })),
    layers: jobLayers(plan.layers),
    heads: plan.heads.map(({ name, source, loss, lossWeight, metrics, target, spec }) => ({
      name,
      source: source.layer,
      loss: kerasObject('losses', loss),
      lossWeight,
      ...(metrics.length === 0 ? {} : { metrics: metrics.map((metric) => kerasMetric(metric, target, spec.shape.at(-1) ?? 1)) }),
    })),
    optimizer: kerasObject('optimizers', optimizer),
    ...(plan.heads.length === 1 && Array.isArray(plan.heads[0]?.classWeights) ? { classWeights: plan.heads[0].classWeights } : {}),
    ...(plan.weightPenalty ? {
          weightPenalty: {
            penalty: kerasObject('regularizers', plan.weightPenalty),
            endings: kernelEndings(plan.layers.flatMap(({ weights }) => weights)),
          },
        } : {}),
  };
}

/** Layers as Keras makes them; what comes before a layer of ours is one of its own there. */
function jobLayers(layers: readonly PlanLayer[]): readonly KerasLayer[] {
  return layers.flatMap((layer): KerasLayer[] => {
    if (layer.repeat) return [repeatedLayers(layer, layer.repeat)];
    const block = findBlock(layer.kind);
    const before = block.kerasBefore?.(layer.values) ?? [];
    const beforeId = (at: number): string => `${layer.id}/before${at}`;
    const given = block.inputs.flatMap((port) => (layer.inputs[port.name] ?? []).map((ref) => ref.layer));
    const own = {
      id: layer.id,
      layerId: layer.layerId,
      ...made(block, layer),
      inputs: before.length === 0 ? given : [beforeId(before.length - 1)],
      weights: layer.weights.map((weight) => weight.name),
      merges: block.inputs.some((port) => port.variadic),
      ...callOf(block, layer.values),
    };
    return [
      ...before.map(({ class_name: className, config }, at) => ({
        id: beforeId(at),
        layerId: beforeId(at),
        className,
        config,
        inputs: at === 0 ? given : [beforeId(at - 1)],
        weights: [],
        merges: false,
      })),
      own,
    ];
  });
}

const repeatedLayers = ({ id, layerId, inputs }: PlanLayer, { turns, input, source, layers }: RepeatBody): KerasLayer => ({
  id,
  layerId,
  className: '',
  config: {},
  inputs: (inputs['x'] ?? []).map((ref) => ref.layer),
  weights: [],
  merges: false,
  repeat: { turns, input, source: source.layer, layers: jobLayers(layers) },
});

/** Layers, with those that repeats run. */
export const withRepeated = (layers: readonly PlanLayer[]): readonly PlanLayer[] =>
  layers.flatMap((layer) => (layer.repeat ? withRepeated(layer.repeat.layers) : [layer]));

function made({ keras, params }: Block, { values, frozen }: PlanLayer): { className: string; config: KerasObject['config'] } {
  const own: KerasObject = { class_name: keras.name, config: kerasConfig(params, values, keras) };
  const { class_name: className, config } = keras.wrap?.(own, values) ?? own;
  return { className, config: frozen ? { ...config, trainable: false } : config };
}

function callOf({ keras: { callArgs = {} } }: Block, values: Values): { call?: Readonly<Record<string, KerasValue>> } {
  const named = Object.entries(callArgs).map(([param, name]): [string, KerasValue] => [name, values[param] === true]);
  return named.length === 0 ? {} : { call: Object.fromEntries(named) };
}

/** Python that an item and the items chosen in it need. */
export const chosenSources = (family: Parameters<typeof findItem>[0], { kind, values }: ItemValue): readonly string[] =>
  itemSources(findItem(family, kind), values);

function itemSources(item: Item, values: Values): readonly string[] {
  const params: Params = item.params;
  const inner = Object.entries(params).flatMap(([name, param]) => {
    const value = values[name];
    const { family } = { family: undefined, ...present(param) };
    return family !== undefined && isItem(value) ? chosenSources(family, value) : [];
  });
  return [...inner, ...(item.keras.source !== undefined && needsSource(item, values) ? [item.keras.source] : [])];
}
