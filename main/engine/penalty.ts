import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { weightPenalties } from '../../shared/plan/penalties.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { regularize } from './regularizers/index.ts';

/**
 * What the loss pays besides what it compares: the penalties on trained weights, and those on outputs that a forward pass collected. Null where
 * nothing is penalized: then nothing is computed.
 */
export function penaltyOf(plan: TrainPlan, weight: (key: string) => Tensor, ofOutputs: readonly Scalar[]): Scalar | null {
  const parts = [...weightPenalties(plan).map(({ key, regularizer }) => regularize(weight(key), regularizer)), ...ofOutputs];
  const [first, ...others] = parts;
  return first === undefined ? null : others.reduce<Scalar>((sum, part) => tf.add(sum, part), first);
}
