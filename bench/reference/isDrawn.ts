import * as tf from '@tensorflow/tfjs-core';
import { forward } from '../../main/engine/forward.ts';
import { composedOps } from '../../main/engine/ops/composedOps.ts';
import { planWeights } from '../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

/** Whether a training step of a plan draws random numbers: another library draws others, so what came of it cannot be compared. Runs on the current engine. */
export function isDrawn(plan: TrainPlan): boolean {
  const shapes = new Map(planWeights(plan).map(({ key, spec }) => [key, spec.shape]));
  let drawn = false;
  tf.tidy(() => {
    const inputs = Object.fromEntries(plan.inputs.map(({ id, spec }) => [id, tf.zeros([2, ...spec.shape.map((length) => length ?? 1)])]));
    forward(plan, inputs, (key) => tf.zeros([...(shapes.get(key) ?? [])]), {
      training: true,
      ops: composedOps,
      batchSize: 2,
      random: (_stream, shape) => {
        drawn = true;
        return tf.fill([...shape], 0.5);
      },
      update: () => {},
    });
  });
  return drawn;
}
