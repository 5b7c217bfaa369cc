import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import { encodeTarget } from '../../batchTensors.ts';
import { differentiate } from '../../differentiate.ts';
import { drawUniforms, type EagerModel } from '../../eagerModel.ts';
import type { ColumnData } from '../../engine.ts';
import type { BatchPart, BatchParts } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import type { Ops } from '../../ops/ops.ts';
import { handleOf, record, type Recording } from './recorder.ts';

/** A training step as TensorFlow saw it, with what each tensor from outside stands for. */
export interface RecordedStep {
  readonly recording: Recording;
  /** Batch parts by the binding's number: `input/<id>` and `target/<head>`. */
  readonly parts: ReadonlyMap<number, { readonly name: string; readonly part: BatchPart }>;
  /** Weights by the binding's number. */
  readonly weights: ReadonlyMap<number, string>;
  /** Random tensors: to be drawn anew in each step. */
  readonly randoms: ReadonlyMap<number, { readonly stream: string; readonly shape: readonly number[] }>;
  /** What the step gives. */
  readonly rows: number;
  readonly gradients: ReadonlyMap<string, number>;
  readonly averages: ReadonlyMap<string, number>;
}

/** Runs the forward and backward pass of one batch under the recorder. Weights stay as they are. */
export function recordStep(
  plan: TrainPlan,
  model: EagerModel,
  data: ColumnData,
  batch: BatchParts,
  ops: Ops,
  backend: NodeJSKernelBackend,
): RecordedStep {
  const kept: Tensor[] = [];
  const steps: RecordedStep[] = [];
  try {
    tf.tidy(() => {
      const parts = new Map<number, { name: string; part: BatchPart }>();
      const hold = (name: string, part: BatchPart): Tensor => {
        const tensor = tf.tensor(part.numbers, [...part.shape], part.dtype);
        parts.set(handleOf(backend, tensor), { name, part });
        return tensor;
      };
      const inputs = Object.fromEntries(Object.entries(batch.inputs).map(([id, part]) => [id, hold(`input/${id}`, part)]));
      const raw = Object.fromEntries(Object.entries(batch.targets).map(([head, part]) => [head, hold(`target/${head}`, part)]));
      const weightKeys = plan.layers.flatMap((layer) => layer.weights.map((weight) => `${layer.layerId}/${weight.name}`));
      const weights = new Map(weightKeys.map((key) => [handleOf(backend, model.variable(key)), key]));
      const randoms = new Map<number, { stream: string; shape: readonly number[] }>();

      const { result, recording } = record(backend, () => {
        const targets = Object.fromEntries(
          plan.heads.map((head) => [head.name, encodeTarget(head, required(raw[head.name], head.name), data)]),
        );
        const random = (stream: string, shape: readonly number[]): Tensor => {
          const tensor = tf.tensor(drawUniforms(plan.seed, stream, { epoch: 0, step: 0 }, shape), [...shape]);
          randoms.set(handleOf(backend, tensor), { stream, shape: [...shape] });
          return tensor;
        };
        const trained = model.trained.map(({ key }) => key);
        const step = differentiate(plan, trained, (key) => model.variable(key), { inputs, targets, random }, ops);
        kept.push(step.rows, ...step.averages.values());
        const handles = (tensors: ReadonlyMap<string, Tensor>): Map<string, number> =>
          new Map([...tensors].map(([key, tensor]) => [key, handleOf(backend, tensor)]));
        return { rows: handleOf(backend, step.rows), gradients: handles(step.gradients), averages: handles(step.averages) };
      });
      steps.push({ recording, parts, weights, randoms, ...result });
    });
    return required(steps[0], 'the recorded step');
  } finally {
    for (const tensor of kept) tensor.dispose();
  }
}
