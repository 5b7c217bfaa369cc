import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { phasePlans } from '../../shared/plan/phasePlans.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { compareHeads } from './compareHeads.ts';
import type { StepBatch } from './differentiate.ts';
import { foldNormalizations } from './foldNormalizations.ts';
import { forward, type HeadOutput } from './forward.ts';
import type { Ops } from './ops/ops.ts';
import { penaltyOf } from './penalty.ts';

/** What of a prediction is not always so. */
interface InferOptions {
  readonly addLoss?: (penalty: Scalar) => void;
  /** Whether blocks that drop by chance go on doing so; batch normalization goes by its moving averages all the same. */
  readonly dropping?: boolean;
}

/** Outputs of each head for a batch, as a trained model gives them: dropout off, unless it is left on, moving averages used. Call it in a `tidy`. */
export function infer(
  plan: TrainPlan,
  { inputs, random }: Pick<StepBatch, 'inputs' | 'random'>,
  batchSize: number,
  weight: (key: string) => Tensor,
  ops: Ops,
  { addLoss, dropping = false }: InferOptions = {},
): Readonly<Record<string, HeadOutput>> {
  const folded = foldNormalizations(plan, batchSize, weight, ops);
  return forward(folded.plan, inputs, folded.weight, {
    training: false,
    dropping,
    ops,
    addLoss,
    batchSize,
    // Unless they go on dropping, blocks draw nothing when a model predicts: only what it is given by chance.
    random,
    update: () => {
      throw new Error('nothing is updated when a model predicts');
    },
  });
}

/** A batch's metrics of all phases as `MetricReader` reads them: one tensor. Call it in a `tidy`. */
export function evaluateBatch(plan: TrainPlan, batch: StepBatch, weight: (key: string) => Tensor, ops: Ops): Tensor {
  const rows = phasePlans(plan).map(({ plan: own }) => {
    const ofOutputs: Scalar[] = [];
    const outputs = infer(own, batch, batch.size, weight, ops, { addLoss: (penalty) => void ofOutputs.push(penalty) });
    return compareHeads(own, outputs, batch.targets, ops, penaltyOf(own, weight, ofOutputs)).rows;
  });
  const [first] = rows;
  return first && rows.length === 1 ? first : tf.concat(rows);
}
