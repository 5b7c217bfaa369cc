import * as tf from '@tensorflow/tfjs-core';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { inputTensors } from './batchTensors.ts';
import { drawUniforms } from './eagerModel.ts';
import type { Batch, ColumnData, Counter, TensorData } from './engine.ts';
import { forward } from './forward.ts';
import { composedOps } from './ops/composedOps.ts';

/**
 * What the heads of a plan without weights give while a training step goes through it, by head name: with the draws that training makes at this
 * place. `places`: where each of its layers stands in the plan that is trained, which names its draws. Runs on the engine that was opened last.
 */
export async function trainingOutputs(
  plan: TrainPlan,
  places: readonly number[],
  data: ColumnData,
  batch: Batch,
  counter: Counter,
): Promise<Readonly<Record<string, TensorData>>> {
  const outputs = tf.tidy(() => {
    const heads = forward(
      plan,
      inputTensors(plan, data, batch),
      (key) => {
        throw new Error(`"${key}" is a weight`);
      },
      {
        training: true,
        ops: composedOps,
        batchSize: batch.length,
        random(stream, shape, seed = plan.seed, turn = 0) {
          const own = stream.replace(/^layer\/(\d+)\//, (_, place: string) => `layer/${places[Number(place)] ?? place}/`);
          return tf.tensor(drawUniforms(seed, own, counter, shape, turn), [...shape]);
        },
        update: () => {},
      },
    );
    return Object.entries(heads).map(([name, { prediction }]) => [name, prediction] as const);
  });
  const read = await Promise.all(
    outputs.map(
      async ([name, tensor]) => [name, { shape: tensor.shape, dtype: 'float32', numbers: Float32Array.from(await tensor.data()) }] as const,
    ),
  );
  for (const [, tensor] of outputs) tensor.dispose();
  return Object.fromEntries(read);
}
