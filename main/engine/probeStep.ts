import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { watchKey } from '../../shared/plan/watchRows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { differentiate, type StepBatch } from './differentiate.ts';
import type { Ops } from './ops/ops.ts';
import { stepLooks } from './watches/index.ts';

export interface Probed {
  /** Under the keys of `watchRows`. */
  readonly keys: readonly string[];
  /** As many numbers, one tensor [keys]. */
  readonly values: Tensor;
}

/** What is watched in each layer while a batch goes forth and back. No weight is moved. Call it in a `tidy`: what it gives is kept by that one only. */
export function probeStep(
  plan: TrainPlan,
  trained: readonly string[],
  weight: (key: string) => Tensor,
  batch: StepBatch,
  ops: Ops,
): Probed {
  const given = new Map<string, Tensor>();
  const { gradients, averages, rows } = differentiate(plan, trained, weight, batch, ops, {
    observe: (layer, tensor) => void given.set(layer.id, tf.keep(tensor)),
  });
  const found = plan.watched.flatMap(({ kind, values }) => {
    const look = stepLooks[kind];
    if (!look) return [];
    return plan.layers.flatMap((layer) => {
      const own = layer.weights.flatMap(({ name }) => gradients.get(`${layer.layerId}/${name}`) ?? []);
      const number = look({ layer, gradients: own, given: given.get(layer.id) ?? null, ops }, values);
      return number === null ? [] : [{ key: watchKey(kind, layer), number: tf.reshape(number, []) }];
    });
  });
  for (const tensor of [rows, ...averages.values(), ...given.values()]) tensor.dispose();
  return { keys: found.map(({ key }) => key), values: found.length > 0 ? tf.stack(found.map(({ number }) => number)) : tf.zeros([0]) };
}
