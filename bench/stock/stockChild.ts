/* Trains a plan as an application of stock TensorFlow.js does: `model.fit` of tfjs-layers on tfjs-node's backend, over the same TensorFlow. Answers messages of its parent. */
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import { layersTopology } from '../../main/export/tfjs/layersTopology.ts';
import { loadTensorflowBackend } from '../../main/engine/tensorflow/loadBackend.ts';
import type { ColumnData, State } from '../../main/engine/engine.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { heldNumbers } from '../../main/engine/streaming/heldRows.ts';

export type StockMessage =
  | { readonly command: 'build'; readonly plan: TrainPlan; readonly data: ColumnData; readonly state: State }
  | { readonly command: 'fit' | 'predict'; readonly rows: number; readonly batchSize: number };

interface Built {
  readonly model: tf.LayersModel;
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
}
let built: Built | null = null;

async function build({ plan, data, state }: Extract<StockMessage, { command: 'build' }>): Promise<Built> {
  loadTensorflowBackend();
  await tf.setBackend('tensorflow');
  const { topology, weights } = layersTopology(plan);
  const parts = weights.map(({ key }) => Buffer.from(state[key]?.numbers.buffer ?? new ArrayBuffer(0)));
  const model = await tf.loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology: topology,
        weightSpecs: weights.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'float32' as const })),
        weightData: Uint8Array.from(Buffer.concat(parts)).buffer,
      }),
  });
  const [input, head] = [plan.inputs[0], plan.heads[0]];
  const [from, to] = [data.columns[input?.column ?? ''], data.columns[head?.column ?? '']];
  if (!from || !to) throw new Error('the network has no input or no target');
  model.compile({
    optimizer: tf.train.adam(Number(plan.phases[0]?.optimizer.values['learningRate'])),
    loss: 'sparseCategoricalCrossentropy',
  });
  return {
    model,
    x: tf.tensor(Float32Array.from(heldNumbers(from)), [data.rows, ...from.shape]),
    y: tf.tensor(Float32Array.from(heldNumbers(to)), [data.rows, 1]),
  };
}

async function fit({ model, x, y }: Built, rows: number, batchSize: number): Promise<number> {
  const [ownX, ownY] = [x.slice(0, rows), y.slice(0, rows)];
  const began = performance.now();
  await model.fit(ownX, ownY, { batchSize, epochs: 1, shuffle: true, verbose: 0 });
  const took = performance.now() - began;
  tf.dispose([ownX, ownY]);
  return took / Math.ceil(rows / batchSize);
}

async function predict({ model, x }: Built, rows: number, batchSize: number): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < rows; at += batchSize) {
    const output = tf.tidy(() => model.predict(x.slice(at, batchSize)) as tf.Tensor);
    await output.data();
    output.dispose();
  }
  return (performance.now() - began) / Math.ceil(rows / batchSize);
}

async function answer(message: StockMessage): Promise<number> {
  if (message.command === 'build') {
    built = await build(message);
    return 0;
  }
  if (!built) throw new Error('nothing was built');
  return message.command === 'fit' ? fit(built, message.rows, message.batchSize) : predict(built, message.rows, message.batchSize);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  answer(message as StockMessage).then(
    (milliseconds) => process.send?.({ milliseconds }),
    (error: unknown) => process.send?.({ problem: String(error) }),
  );
});
