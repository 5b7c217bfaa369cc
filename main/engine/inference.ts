import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { compareHeads } from './compareHeads.ts';
import { foldNormalizations } from './foldNormalizations.ts';
import { forward, type HeadOutput } from './forward.ts';
import type { Ops } from './ops/ops.ts';
import { penaltyOf } from './penalty.ts';

/** Outputs of each head for a batch, as a trained model gives them: dropout off, moving averages used. Call it in a `tidy`. */
export function infer(
  plan: TrainPlan,
  inputs: Readonly<Record<string, Tensor>>,
  weight: (key: string) => Tensor,
  ops: Ops,
  addLoss?: (penalty: Scalar) => void,
): Readonly<Record<string, HeadOutput>> {
  const batch = Object.values(inputs)[0]?.shape[0] ?? 1;
  const folded = foldNormalizations(plan, batch, weight);
  return forward(folded.plan, inputs, folded.weight, {
    training: false,
    ops,
    addLoss,
    random: () => {
      throw new Error('nothing is random when a model predicts');
    },
    update: () => {
      throw new Error('nothing is updated when a model predicts');
    },
  });
}

/** A batch's metrics as `MetricReader` reads them: one tensor. Call it in a `tidy`. */
export function evaluateBatch(
  plan: TrainPlan,
  { inputs, targets }: { readonly inputs: Readonly<Record<string, Tensor>>; readonly targets: Readonly<Record<string, Tensor>> },
  weight: (key: string) => Tensor,
  ops: Ops,
): Tensor {
  const ofOutputs: Scalar[] = [];
  const outputs = infer(plan, inputs, weight, ops, (penalty) => void ofOutputs.push(penalty));
  const { rows } = compareHeads(plan, outputs, targets, ops, penaltyOf(plan, weight, ofOutputs));
  return rows;
}
