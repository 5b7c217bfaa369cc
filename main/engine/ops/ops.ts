import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Repeated, RepeatTask } from './repeatTask.ts';
import type { ItemValue } from '../../../shared/catalogue/params.ts';

/**
 * Operations that an engine may do better than tfjs's composition of small ones. Lowering calls these and never a backend, so an engine
 * that has a kernel of its own overrides one entry here and every block gains.
 */
export interface Ops {
  relu(x: Tensor): Tensor;
  /** Adds `bias` [channels] along the last axis. */
  biasAdd(x: Tensor, bias: Tensor): Tensor;
  /** Cross-entropy of each row from logits; `target` one-hot, both [batch, classes]; gives [batch]. */
  softmaxCrossEntropy(logits: Tensor, target: Tensor): Tensor;
  /** Brings each channel of `x` [..., channels] to mean 0 and variance 1, then scales and shifts it. */
  batchNormalization(x: Tensor, options: NormalizationOptions): Normalized;
  /**
   * An LSTM's way through time from `projected` = x W + b [batch, steps, 4 units], with tanh and sigmoid: outputs [batch, steps, units]. Gates in
   * Keras's order.
   */
  lstm?(projected: Tensor, recurrent: Tensor): Tensor;
  /** The same of a prediction, from x [batch, steps, features], kernel [features, 4 units] and bias [4 units]. It has no gradient. */
  lstmPredict?(x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor): Tensor;
  /** Layers that run one turn after another; absent = a loop here, turn by turn. */
  repeat?(task: RepeatTask): Repeated;
  /** Whether predicting, the engine makes convolution, bias and activation one by itself: then none is postponed. */
  readonly joinsTails?: boolean;
  /** Whether predicting, the engine makes a convolution and the normalization after it one by itself: then none is made part of its kernel. */
  readonly joinsNormalizations?: boolean;
  /** `relu(x + bias)` in one, where the engine has it. */
  biasRelu?(x: Tensor, bias: Tensor): Tensor;
  /** An optimizer's step that writes a weight and its slots where they are. False where the engine has none for these values: nothing is written then. */
  updateInPlace?(optimizer: ItemValue, step: StepInPlace): boolean;
}

export interface NormalizationOptions {
  /** [channels]; null = 1. */
  readonly gamma: Tensor | null;
  /** [channels]; null = 0. */
  readonly beta: Tensor | null;
  readonly epsilon: number;
  /** Moments to use [channels]; null = those of `x` itself, over all axes but the last. */
  readonly moments: { readonly mean: Tensor; readonly variance: Tensor } | null;
}
export interface Normalized {
  readonly y: Tensor;
  /** The moments used, the variance biased (divided by the count), as Keras keeps it. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** A weight's part of a step, its weight and slots to be written. */
export interface StepInPlace {
  readonly weight: Variable;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Variable>>;
  readonly hyper: Readonly<Record<string, number>>;
  /** Counts from 1. */
  readonly iteration: number;
}
