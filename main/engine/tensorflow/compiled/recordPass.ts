import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { hyperParameters } from '../../../../shared/catalogue/optimizerStep.ts';
import { hasColumn } from '../../../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import { encodeTarget } from '../../batchTensors.ts';
import { drawUniforms, type EagerModel } from '../../eagerModel.ts';
import type { ColumnData } from '../../engine.ts';
import type { BatchPart, BatchParts } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import type { PhaseStep } from '../../phaseStep.ts';
import { scalarTensors } from '../../optimizers/tensorAlgebra.ts';
import type { Ops } from '../../ops/ops.ts';
import { handleOf, record, type RandomTensor, type Recording } from './recorder.ts';
import { recordRepeat } from './recordRepeat.ts';

/** What a pass is recorded from. */
export interface PassContext {
  readonly plan: TrainPlan;
  readonly model: EagerModel;
  readonly data: ColumnData;
  readonly ops: Ops;
  readonly backend: NodeJSKernelBackend;
}
/** The numbers that a pass is recorded with. */
export interface SampleBatch {
  readonly parts: BatchParts;
  readonly size: number;
}
/** What the work of a pass is given. */
export interface PassBatch {
  /** The engine's operations, a repeat among them as it is recorded. */
  readonly ops: Ops;
  /** Examples in it. */
  readonly size: number;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly targets: Readonly<Record<string, Tensor>>;
  weight(key: string): Variable;
  random(stream: string, shape: readonly number[], seed?: number): Tensor;
  /** The same numbers in each run. */
  stillRandom(stream: string, shape: readonly number[], seed?: number): Tensor;
  /** The numbers of the optimizer's step, where the pass was asked to move the weights itself. */
  readonly scalars: Readonly<Record<string, Tensor>>;
  /** A weight as it will be once the optimizer has moved it. */
  afterwards(key: string): Tensor;
}

/** A pass over a batch as TensorFlow saw it, with what each tensor from outside stands for. */
export interface RecordedPass<T> {
  readonly recording: Recording;
  /** Batch parts by the binding's number: `input/<id>` and `target/<head>`. */
  readonly parts: ReadonlyMap<number, { readonly name: string; readonly part: BatchPart }>;
  /** Weights by the binding's number. */
  readonly weights: ReadonlyMap<number, string>;
  /** Numbers of the optimizer's step by the binding's number: their place in the feed. */
  readonly scalars: ReadonlyMap<number, number>;
  /** Weights as they are once the step has moved them, by the binding's number. */
  readonly afterwards: ReadonlyMap<number, string>;
  /** Random tensors: to be drawn anew in each run. */
  readonly randoms: ReadonlyMap<number, RandomTensor>;
  /** Shapes of weights and batch parts, by the binding's number. */
  readonly shapes: ReadonlyMap<number, readonly number[]>;
  /** What the work gave, tensors by the binding's numbers. */
  readonly result: T;
}

/**
 * Runs `work` on a batch under the recorder; it names the tensors it gives by `handle`. Weights stay as they are. `moves` is the phase whose
 * optimizer's step it computes, which reads slots and scalars too.
 */
export function recordPass<T>(
  { plan, model, data, backend, ops }: PassContext,
  { parts: batch, size }: SampleBatch,
  work: (batch: PassBatch, handle: (tensor: Tensor) => number) => T,
  moves: PhaseStep | null = null,
): RecordedPass<T> {
  const handle = (tensor: Tensor): number => handleOf(backend, tensor);
  const passes: RecordedPass<T>[] = [];
  tf.tidy(() => {
    const parts = new Map<number, { name: string; part: BatchPart }>();
    const hold = (name: string, part: BatchPart): Tensor => {
      const tensor = tf.tensor(part.numbers, [...part.shape], part.dtype);
      parts.set(handle(tensor), { name, part });
      return tensor;
    };
    const inputs = Object.fromEntries(Object.entries(batch.inputs).map(([id, part]) => [id, hold(`input/${id}`, part)]));
    const raw = Object.fromEntries(Object.entries(batch.targets).map(([head, part]) => [head, hold(`target/${head}`, part)]));
    const weightKeys = plan.layers.flatMap((layer) => layer.weights.map((weight) => `${layer.layerId}/${weight.name}`));
    const weights = new Map((moves ? model.keys : weightKeys).map((key) => [handle(model.variable(key)), key]));
    const randoms = new Map<number, RandomTensor>();
    const draw = (still: boolean, stream: string, shape: readonly number[], seed = plan.seed): Tensor => {
      const tensor = tf.tensor(drawUniforms(seed, stream, { epoch: 0, step: 0 }, shape), [...shape]);
      randoms.set(handle(tensor), { stream, seed, shape: [...shape], still });
      return tensor;
    };
    // What they are does not matter, since each step feeds its own.
    const scalars = moves ? scalarTensors(moves.scalars(hyperParameters(moves.phase.optimizer), 1)) : {};
    const places = new Map(Object.values(scalars).map((tensor, at) => [handle(tensor), at]));
    const later = new Map<number, string>();
    const afterwards = (key: string): Tensor => {
      const tensor = tf.onesLike(model.variable(key));
      later.set(handle(tensor), key);
      return tensor;
    };
    const { result, recording } = record(backend, () => {
      const heads = plan.heads.filter(hasColumn).filter((head) => raw[head.name]);
      const targets = Object.fromEntries(heads.map((head) => [head.name, encodeTarget(head, required(raw[head.name], head.name), data)]));
      return work(
        {
          size,
          ops: { ...ops, repeat: recordRepeat(backend, randoms) },
          inputs,
          targets,
          weight: (key) => model.variable(key),
          random: (...asked) => draw(false, ...asked),
          stillRandom: (...asked) => draw(true, ...asked),
          scalars,
          afterwards,
        },
        handle,
      );
    });
    const shapes = new Map([
      ...[...parts].map(([id, { part }]) => [id, part.shape] as const),
      ...[...weights].map(([id, key]) => [id, model.variable(key).shape] as const),
    ]);
    passes.push({ recording, parts, weights, scalars: places, afterwards: later, randoms, shapes, result });
  });
  return required(passes[0], 'the recorded pass');
}
