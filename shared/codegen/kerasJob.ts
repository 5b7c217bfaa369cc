import { findBlock, findLoss, findOptimizer } from '../catalogue/index.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { kerasConfig, type KerasValue } from './kerasConfig.ts';

/** A plan as plain data for a program that builds it out of Keras's own layers: class names and constructor arguments. */
export interface KerasJob {
  readonly inputs: readonly { readonly id: string; readonly shape: readonly (number | null)[] }[];
  readonly layers: readonly {
    readonly id: string;
    readonly layerId: string;
    readonly className: string;
    readonly config: Readonly<Record<string, KerasValue>>;
    readonly inputs: readonly string[];
    readonly weights: readonly string[];
    /** True for the classes that take a list of tensors. */
    readonly merges: boolean;
  }[];
  readonly heads: readonly { readonly name: string; readonly source: string; readonly loss: string; readonly lossWeight: number }[];
  readonly optimizer: { readonly className: string; readonly config: Readonly<Record<string, KerasValue>> };
}

/** Keras's own form of a plan, derived from the declarations of its blocks, losses and optimizer. */
export function kerasJob(plan: TrainPlan): KerasJob {
  const { kind, values } = plan.phases[0]?.optimizer ?? { kind: 'sgd', values: {} };
  const optimizer = findOptimizer(kind);
  return {
    inputs: plan.inputs.map(({ id, spec }) => ({ id, shape: spec.shape })),
    layers: plan.layers.map((layer) => {
      const block = findBlock(layer.kind);
      return {
        id: layer.id,
        layerId: layer.layerId,
        className: block.keras.name,
        config: kerasConfig(block.params, layer.values, block.keras),
        inputs: Object.values(layer.inputs)
          .flat()
          .map((ref) => ref.layer),
        weights: layer.weights.map((weight) => weight.name),
        merges: block.inputs.some((port) => port.variadic),
      };
    }),
    heads: plan.heads.map(({ name, source, loss, lossWeight }) => ({
      name,
      source: source.layer,
      loss: toSnakeName(findLoss(loss.kind).keras.name),
      lossWeight,
    })),
    optimizer: { className: optimizer.keras.name, config: kerasConfig(optimizer.params, values, optimizer.keras) },
  };
}

const toSnakeName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
