// Registers tfjs's operations.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { EagerModel } from '../eagerModel.ts';
import type { State } from '../engine.ts';
import { composedOps } from '../ops/composedOps.ts';
import { recordForward, type ForwardGraph } from './compiled/forwardGraph.ts';
import { NotRecordable } from './compiled/writeRecording.ts';
import { openTensorflow } from './openTensorflow.ts';
import { loadTensorflowBackend } from './loadBackend.ts';

/**
 * What a trained model computes when it predicts, as a graph of TensorFlow operations with its weights, over a batch of any size. The current
 * backend is put back. Throws `EngineUnavailable` where TensorFlow is not ready, an Error in words where the model cannot be said as a graph.
 */
export async function trainedGraph(plan: TrainPlan, state: State): Promise<ForwardGraph> {
  const before = tf.getBackend();
  await openTensorflow();
  const { backend } = loadTensorflowBackend();
  // Nothing of the data is looked at: the plan says the shapes.
  const data = { columns: {}, rows: 0 };
  const model = new EagerModel(plan, data, composedOps);
  try {
    await model.writeState(state);
    return recordForward({ plan, model, data, ops: composedOps, backend });
  } catch (error) {
    if (!(error instanceof NotRecordable)) throw error;
    throw new Error(`this model cannot be written as a graph: ${error.message}`, { cause: error });
  } finally {
    model.dispose();
    if (before) await tf.setBackend(before);
  }
}
