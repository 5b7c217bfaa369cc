import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NormalizationOptions, Normalized, Ops } from './ops.ts';

/** Every operation out of tfjs's own: what an engine has that overrides nothing. */
export const composedOps: Ops = {
  relu: (x) => tf.relu(x),
  biasAdd: (x, bias) => tf.add(x, bias),
  // logSumExp shifts by the largest logit, so that logits of any size give a finite loss.
  softmaxCrossEntropy: (logits, target) => tf.sub(tf.logSumExp(logits, -1), tf.sum(tf.mul(logits, target), -1)),
  batchNormalization,
};

function batchNormalization(x: Tensor, { gamma, beta, epsilon, moments }: NormalizationOptions): Normalized {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = moments ?? tf.moments(x, axes);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const y = tf.mul(tf.sub(x, mean), gamma ? tf.mul(inverse, gamma) : inverse);
  return { y: beta ? tf.add(y, beta) : y, mean, variance };
}
