import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { compareHeads } from './compareHeads.ts';
import { forward, type ForwardContext } from './forward.ts';
import { required } from './lower/lowering.ts';
import type { Ops } from './ops/ops.ts';
import { penaltyOf } from './penalty.ts';

export interface Differentiated {
  /** The metrics of the batch as `MetricReader` reads them: one tensor. */
  readonly rows: Tensor;
  /** By weight, `layerId/weight`. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** New values of weights that the forward pass itself moves (moving averages). */
  readonly averages: ReadonlyMap<string, Tensor>;
}

export interface StepBatch {
  /** Examples in it. */
  readonly size: number;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly targets: Readonly<Record<string, Tensor>>;
  random(stream: string, shape: readonly number[], seed?: number, turn?: number): Tensor;
}

/**
 * Forward pass, losses and gradients of a batch by the weights of `trained`. `weight` gives each time the same tensor of a weight. Call it in a
 * `tidy`: what it gives is kept by that one only. `observe` and `seen` as in `ForwardContext`.
 */
export function differentiate(
  plan: TrainPlan,
  trained: readonly string[],
  weight: (key: string) => Tensor,
  batch: StepBatch,
  ops: Ops,
  { observe, seen }: Pick<ForwardContext, 'observe' | 'seen'> = {},
): Differentiated {
  const averages = new Map<string, Tensor>();
  const rows: Tensor[] = [];
  const work = (): Tensor => {
    const ofOutputs: Scalar[] = [];
    const context = {
      training: true,
      ops,
      batchSize: batch.size,
      random: (stream: string, shape: readonly number[], seed?: number, turn?: number) => batch.random(stream, shape, seed, turn),
      // Kept, since the gradients' scope tidies up what it does not return.
      update: (key: string, value: Tensor) => void averages.set(key, tf.keep(value)),
      observe,
      seen,
      addLoss: (penalty: Scalar) => void ofOutputs.push(penalty),
    };
    const outputs = forward(plan, batch.inputs, weight, context);
    const compared = compareHeads(plan, outputs, batch.targets, ops, penaltyOf(plan, weight, ofOutputs), true);
    rows.push(tf.keep(compared.rows));
    return compared.loss;
  };
  const { grads } = tf.engine().gradients(work, trained.map(weight), undefined, true);
  const gradients = new Map(trained.map((key, at) => [key, required(grads[at], `the gradient of "${key}"`)]));
  return { rows: required(rows[0], 'the metrics of the step'), gradients, averages };
}
