import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { HeadOutput } from './forward.ts';
import { lossFunctions } from './losses/index.ts';
import { required } from './lower/lowering.ts';
import { metricFunctions } from './metrics/index.ts';
import type { Ops } from './ops/ops.ts';

export interface Compared {
  /** What training makes small: the weighted sum of the heads' mean losses, and the penalty. */
  readonly loss: Scalar;
  /** Means over the batch, in the order of `metricRows(plan)`, the total loss first. */
  readonly rows: readonly Tensor[];
}

/** Losses and metrics of a batch. `targets` by head name, encoded as each head's loss asks; `penalty` is what the loss pays besides. */
export function compareHeads(
  plan: TrainPlan,
  outputs: Readonly<Record<string, HeadOutput>>,
  targets: Readonly<Record<string, Tensor>>,
  ops: Ops,
  penalty: Scalar | null,
): Compared {
  const rows: Tensor[] = [];
  const losses: Tensor[] = [];
  for (const head of plan.heads) {
    const output = required(outputs[head.name], `the head "${head.name}"`);
    const compared = { ...output, target: required(targets[head.name], `the target of "${head.name}"`), encoding: head.target, ops };
    const loss = tf.mean(required(lossFunctions[head.loss.kind], `the loss "${head.loss.kind}"`)(compared, head.loss.values));
    losses.push(head.lossWeight === 1 ? loss : tf.mul(loss, head.lossWeight));
    if (plan.heads.length > 1) rows.push(loss);
    for (const metric of head.metrics)
      rows.push(tf.mean(required(metricFunctions[metric.kind], `the metric "${metric.kind}"`)(compared, metric.values)));
  }
  const data = losses.slice(1).reduce((sum, loss) => tf.add(sum, loss), required(losses[0], 'a head')) as Scalar;
  if (!penalty) return { loss: data, rows: [data, ...rows] };
  const total = tf.add<Scalar>(data, penalty);
  return { loss: total, rows: [total, data, penalty, ...rows] };
}
