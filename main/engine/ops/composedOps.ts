import * as tf from '@tensorflow/tfjs-core';
import type { Ops } from './ops.ts';

/** Every operation out of tfjs's own: what an engine has that overrides nothing. */
export const composedOps: Ops = {
  relu: (x) => tf.relu(x),
  biasAdd: (x, bias) => tf.add(x, bias),
  // logSumExp shifts by the largest logit, so that logits of any size give a finite loss.
  softmaxCrossEntropy: (logits, target) => tf.sub(tf.logSumExp(logits, -1), tf.sum(tf.mul(logits, target), -1)),
};
