import type { Tensor } from '@tensorflow/tfjs-core';

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
}
