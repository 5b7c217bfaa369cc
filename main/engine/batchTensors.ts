import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { PlanHead, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { Batch, ColumnData } from './engine.ts';
import { gatherBatch, type BatchPart } from './gatherBatch.ts';
import { required } from './lower/lowering.ts';
import { oneHot } from './ops/oneHot.ts';

const tensorOf = ({ numbers, shape, dtype }: BatchPart): Tensor => tf.tensor(numbers, [...shape], dtype);

/** Tensors of a batch: inputs by Input id; targets by head name, encoded as each head's loss asks. */
export function batchTensors(
  plan: TrainPlan,
  data: ColumnData,
  batch: Batch,
): { size: number; inputs: Record<string, Tensor>; targets: Record<string, Tensor> } {
  const { inputs, targets } = gatherBatch(plan, data, batch);
  return {
    size: batch.length,
    inputs: Object.fromEntries(Object.entries(inputs).map(([id, part]) => [id, tensorOf(part)])),
    targets: Object.fromEntries(
      plan.heads.filter(hasColumn).map((head) => [head.name, encodeTarget(head, tensorOf(required(targets[head.name], head.name)), data)]),
    ),
  };
}

/** Inputs of a batch by Input id: float32 [batch, ...shape]. */
export function inputTensors(plan: TrainPlan, data: ColumnData, batch: Batch): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(gatherBatch({ ...plan, heads: [] }, data, batch).inputs).map(([id, part]) => [id, tensorOf(part)]),
  );
}

/** A target as its loss wants it: class numbers become rows of 0 and 1 where it asks for them. */
export function encodeTarget(head: PlanHead & { readonly column: string }, target: Tensor, data: ColumnData): Tensor {
  return head.target === 'oneHot'
    ? oneHot(target, required(data.columns[head.column]?.classes ?? undefined, `the classes of "${head.column}"`))
    : target;
}
