import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { loadGraphModel, loadLayersModel } from '@tensorflow/tfjs';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { inputTensors } from '../batchTensors.ts';
import type { Batch, ColumnData, TensorData } from '../engine.ts';
import { openWasm } from '../wasm/openWasm.ts';

/**
 * Opens an exported model, of layers or a graph, with stock TF.js and gives its outputs for these rows, by head name. On the wasm backend, so
 * that neither the studio's lowering nor its engine has a part in it. The current backend is put back.
 */
export async function readBackTfjs(folder: string, plan: TrainPlan, data: ColumnData, rows: Batch): Promise<Record<string, TensorData>> {
  const before = tf.getBackend();
  await openWasm();
  const handler = folderHandler(folder);
  const { format } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
  const model = await (format === 'graph-model' ? loadGraphModel(handler) : loadLayersModel(handler));
  try {
    const outputs = tf.tidy(() => {
      const inputs = inputTensors(plan, data, rows);
      const predicted = model.predict(plan.inputs.map((input) => inputs[input.id] ?? tf.zeros([0])));
      return predicted instanceof tf.Tensor ? [predicted] : Object.values(predicted);
    });
    const read = await Promise.all(plan.heads.map(async (head, at) => [head.name, await toData(outputs[at])] as const));
    for (const tensor of outputs) tensor.dispose();
    return Object.fromEntries(read);
  } finally {
    model.dispose();
    if (before) await tf.setBackend(before);
  }
}

async function toData(tensor: Tensor | undefined): Promise<TensorData> {
  if (!tensor) return { shape: [], dtype: 'float32', numbers: new Float32Array() };
  return { shape: tensor.shape, dtype: 'float32', numbers: Float32Array.from(await tensor.data()) };
}

/** Reads model.json and the weight files that it names, from this folder only. */
function folderHandler(folder: string): tf.io.IOHandler {
  return {
    load: async () => {
      const json = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
      const paths = json.weightsManifest.flatMap((group) => group.paths);
      const outside = paths.find((path) => /[\\/]|^\.\.$/.test(path));
      if (outside !== undefined) throw new Error(`model.json names the weight file "${outside}" outside its folder`);
      const parts = await Promise.all(paths.map((path) => readFile(join(folder, path))));
      const bytes = Uint8Array.from(Buffer.concat(parts));
      return {
        modelTopology: json.modelTopology,
        ...(json.format !== undefined && { format: json.format }),
        ...(json.signature !== undefined && { signature: json.signature }),
        weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
        weightData: bytes.buffer,
      };
    },
  };
}
