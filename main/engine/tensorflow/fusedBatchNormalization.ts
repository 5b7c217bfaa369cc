import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { TFEOpAttr } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { required } from '../lower/lowering.ts';
import type { NormalizationOptions, Normalized } from '../ops/ops.ts';

/**
 * TensorFlow's FusedBatchNormV3 and its gradient kernel: one operation each way instead of a dozen. It wants four axes and gives the unbiased
 * variance; Keras keeps the biased one.
 */
export function fusedBatchNormalization(
  backend: NodeJSKernelBackend,
  x: Tensor,
  { gamma, beta, epsilon, moments }: NormalizationOptions,
): Normalized {
  const { binding } = backend;
  const attributes: TFEOpAttr[] = [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'U', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'epsilon', type: binding.TF_ATTR_FLOAT, value: epsilon },
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: binding.TF_ATTR_BOOL, value: moments === null },
  ];
  const channels = required(x.shape.at(-1), 'the channels');
  const count = x.size / Math.max(1, channels);
  const flat = tf.reshape(x, [count, 1, 1, channels]);
  const scale = gamma ?? tf.ones([channels]);
  const shift = beta ?? tf.zeros([channels]);
  const given = moments ? [moments.mean, moments.variance] : [tf.tensor1d([]), tf.tensor1d([])];
  const outputs = backend.executeMultipleOutputs('FusedBatchNormV3', attributes, [flat, scale, shift, ...given], 6);
  const [y, mean, variance, ...reserve] = outputs;
  if (!y || !mean || !variance) throw new Error('FusedBatchNormV3 gave no result');
  const withGradient = tf.customGrad((...args) => {
    // Its last argument keeps tensors for the way back; the outputs above are kept as they are.
    const [, , , save] = args as [Tensor, Tensor, Tensor, (saved: Tensor[]) => void];
    save([flat, scale, ...reserve]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        backend.executeMultipleOutputs('FusedBatchNormGradV3', attributes, [dy, ...saved], 5).slice(0, 3),
    };
  });
  return {
    y: tf.reshape(withGradient(flat, scale, shift), x.shape),
    mean: moments?.mean ?? mean,
    variance: moments?.variance ?? tf.mul(variance, (count - 1) / count),
  };
}
