import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { isMasked } from '../../shared/plan/metricRows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { HeadOutput } from './forward.ts';
import { lossFunctions } from './losses/index.ts';
import type { Compare, Compared as Comparison } from './losses/loss.ts';
import { required } from './lower/lowering.ts';
import { accumulators, metricFunctions } from './metrics/index.ts';
import type { Ops } from './ops/ops.ts';

export interface Compared {
  /** What training makes small: the weighted sum of the heads' mean losses, and the penalty. */
  readonly loss: Scalar;
  /** In the order of `metricRows(plan)`, the total loss first, all one after the other: `MetricReader` reads them. */
  readonly rows: Tensor;
}

/**
 * Losses and metrics of a batch; of a masked sequence, over the steps that count, as in Keras. `targets` by head name, encoded as each head's loss asks; `penalty` is what the loss pays besides;
 * `weighed` when the examples of each class count as the head says: in training only.
 */
export function compareHeads(
  plan: TrainPlan,
  outputs: Readonly<Record<string, HeadOutput>>,
  targets: Readonly<Record<string, Tensor>>,
  ops: Ops,
  penalty: Scalar | null,
  weighed = false,
): Compared {
  const rows: Tensor[] = [];
  const losses: Tensor[] = [];
  for (const head of plan.heads) {
    const output = required(outputs[head.name], `the head "${head.name}"`);
    // A loss without a target looks at none.
    const target =
      output.compared ?? (head.target === 'none' ? output.prediction : required(targets[head.name], `the target of "${head.name}"`));
    const whole = { ...output, target, encoding: head.target, ops };
    const counted = isMasked(head) ? countedSteps(output) : null;
    const compared = counted ? byStep(whole) : whole;
    const each = required(lossFunctions[head.loss.kind], `the loss "${head.loss.kind}"`)(compared, head.loss.values);
    const weighted = weighed && Array.isArray(head.classWeights) ? tf.mul(each, exampleWeights(compared, head.classWeights)) : each;
    const loss = counted ? tf.div(tf.sum(tf.mul(weighted, counted)), tf.maximum(tf.sum(counted), 1)) : tf.mean(weighted);
    losses.push(head.lossWeight === 1 ? loss : tf.mul(loss, head.lossWeight));
    if (plan.heads.length > 1) rows.push(loss);
    for (const { kind, values } of head.metrics) {
      const accumulator = accumulators[kind];
      if (accumulator) {
        // As in Keras: what is no mean counts all steps.
        rows.push(accumulator.batch(whole, values));
        continue;
      }
      const own = required(metricFunctions[kind], `the metric "${kind}"`)(compared, values);
      rows.push(counted ? tf.stack([tf.sum(tf.mul(own, counted)), tf.sum(counted)]) : tf.mean(own));
    }
  }
  const data = losses.slice(1).reduce((sum, loss) => tf.add(sum, loss), required(losses[0], 'a head')) as Scalar;
  if (!penalty) return { loss: data, rows: joined([data, ...rows]) };
  const total = tf.add<Scalar>(data, penalty);
  return { loss: total, rows: joined([total, data, penalty, ...rows]) };
}

/** 1 for each step of each example that counts, [batch * steps]. */
const countedSteps = ({ mask, prediction }: HeadOutput): Tensor =>
  mask ? tf.reshape(mask, [-1]) : tf.ones([(prediction.shape[0] ?? 1) * (prediction.shape[1] ?? 1)]);

/** Every step as an example of its own: [batch, steps, width] becomes [batch * steps, width]. */
function byStep(compared: Comparison): Comparison {
  const flat = (x: Tensor): Tensor => tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
  const { prediction, logits, target } = compared;
  return { ...compared, prediction: flat(prediction), logits: logits && flat(logits), target: tf.reshape(target, flat(prediction).shape) };
}

/** The weight of each example's class, [batch]. */
function exampleWeights({ target, encoding }: Pick<Parameters<Compare>[0], 'target' | 'encoding'>, weights: readonly number[]): Tensor {
  const all = tf.tensor1d([...weights]);
  if (encoding === 'oneHot') return tf.sum(tf.mul(target, all), -1);
  return tf.gather(all, tf.cast(tf.reshape(target, [-1]), 'int32'));
}

/** Single numbers, or rows of them, as one. */
const joined = (rows: readonly Tensor[]): Tensor =>
  rows.every((row) => row.size === 1)
    ? tf.stack(rows.map((row) => tf.reshape(row, [])))
    : tf.concat(rows.map((row) => tf.reshape(row, [-1])));
