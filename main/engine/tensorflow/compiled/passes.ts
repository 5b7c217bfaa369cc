import type { Tensor } from '@tensorflow/tfjs-core';
import { constrain } from '../../constraints/index.ts';
import { differentiate } from '../../differentiate.ts';
import { noiseStreams } from '../../forward.ts';
import { evaluateBatch, infer } from '../../inference.ts';
import { clipGradients } from '../../optimizers/clipGradients.ts';
import type { PhaseStep } from '../../phaseStep.ts';
import { probeStep } from '../../probeStep.ts';
import { recordPass, type PassBatch, type PassContext, type RecordedPass, type SampleBatch } from './recordPass.ts';

/** Numbers of tensors in the binding. */
export interface TrainingResult {
  readonly rows: number;
  readonly gradients: ReadonlyMap<string, number>;
  readonly averages: ReadonlyMap<string, number>;
  /** New weights and slots, where the optimizer's step was recorded. */
  readonly moved: ReadonlyMap<string, number>;
  /** What weights are brought to once kernels have moved them. */
  readonly constrained: ReadonlyMap<string, number>;
}

/** The forward and backward pass of a training step of a phase; with `moves`, the optimizer's step as well. */
export function recordTraining(context: PassContext, phase: PhaseStep, batch: SampleBatch, moves: boolean): RecordedPass<TrainingResult> {
  const kept: Tensor[] = [];
  try {
    const work = (
      { size, ops, inputs, targets, random, scalars, afterwards }: PassBatch,
      handle: (tensor: Tensor) => number,
    ): TrainingResult => {
      const trained = phase.trained.map(({ key }) => key);
      const step = differentiate(
        phase.plan,
        trained,
        phase.points(() => scalars),
        { size, inputs, targets, random },
        ops,
      );
      kept.push(step.rows, ...step.averages.values());
      const handles = (tensors: ReadonlyMap<string, Tensor>): Map<string, number> =>
        new Map([...tensors].map(([key, tensor]) => [key, handle(tensor)]));
      const gradients = clipGradients(step.gradients, phase.phase.optimizer, phase.stacked);
      const moved = new Map<string, Tensor>();
      for (const [key, gradient] of moves ? gradients : []) {
        const next = phase.stepped(key, gradient, scalars);
        const constraint = phase.constrained.get(key);
        moved.set(key, constraint ? constrain(next.weight, constraint, phase.stacked.has(key)) : next.weight);
        for (const [slot, value] of Object.entries(next.slots)) moved.set(phase.slotKey(key, slot), value);
      }
      const constrained = new Map(
        [...(moves ? [] : phase.constrained)].map(([key, constraint]) => [
          key,
          constrain(afterwards(key), constraint, phase.stacked.has(key)),
        ]),
      );
      return {
        rows: handle(step.rows),
        gradients: handles(gradients),
        averages: handles(step.averages),
        moved: handles(moved),
        constrained: handles(constrained),
      };
    };
    return recordPass({ ...context, plan: phase.plan }, batch, work, moves ? phase : null);
  } finally {
    for (const tensor of kept) tensor.dispose();
  }
}

/** The metrics of a batch without training. */
export function recordEvaluation(context: PassContext, batch: SampleBatch): RecordedPass<{ readonly rows: number }> {
  return recordPass(context, batch, (given, handle) => ({
    rows: handle(evaluateBatch(context.plan, given, given.weight, given.ops)),
  }));
}

/** The heads' outputs for a batch, by head; `dropping`: with dropout left on. */
export function recordPrediction(
  context: PassContext,
  { parts, size }: SampleBatch,
  dropping: boolean,
): RecordedPass<ReadonlyMap<string, { readonly id: number; readonly shape: readonly number[] }>> {
  return recordPass(context, { parts: { ...parts, targets: {} }, size }, ({ weight, ops, inputs, random, stillRandom }, handle) => {
    // What chance feeds the model is the same whatever is dropped.
    const drawn: PassBatch['random'] = (stream, ...asked) => (stream.startsWith(noiseStreams) ? stillRandom : random)(stream, ...asked);
    const heads = Object.entries(infer(context.plan, { inputs, random: drawn }, size, weight, ops, { dropping }));
    return new Map(heads.map(([name, { prediction }]) => [name, { id: handle(prediction), shape: prediction.shape }]));
  });
}

/** What is watched in each layer while a batch goes forth and back. */
export function recordProbe(
  context: PassContext,
  batch: SampleBatch,
): RecordedPass<{ readonly values: number; readonly keys: readonly string[] }> {
  return recordPass(context, batch, (given, handle) => {
    const { keys, values } = probeStep(context.plan, context.model.steps, given.weight, given, given.ops);
    return { keys, values: handle(values) };
  });
}
