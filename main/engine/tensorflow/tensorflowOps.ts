import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { Ops } from '../ops/ops.ts';
import { lstmKernels } from './lstmKernels.ts';
import { fusedBatchNormalization } from './fusedBatchNormalization.ts';

/**
 * TensorFlow's own kernels and their gradient kernels in place of tfjs's compositions: one call where tfjs makes several, and the same
 * numbers as Keras; with `ownKernels`, those of `native/` too. The gradients belong to these functions alone; tfjs's global gradient table stays as it is.
 */
export function tensorflowOps(backend: NodeJSKernelBackend, { ownKernels }: { readonly ownKernels: boolean }): Ops {
  const { binding } = backend;
  const float = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  const channelsLast = { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' };
  const single = (operation: string, inputs: Tensor[], attributes: (typeof float | typeof channelsLast)[] = [float]): Tensor =>
    backend.executeSingleOutput(operation, attributes, inputs);

  const relu = tf.customGrad((...args) => {
    const [x, save] = args as [Tensor, (saved: Tensor[]) => void];
    const y = single('Relu', [x]);
    save([y]);
    return { value: y, gradFunc: (dy: Tensor, saved: Tensor[]) => single('ReluGrad', [dy, saved[0] ?? y]) };
  });
  const biasAdd = tf.customGrad((...args) => {
    const [x, bias] = args as [Tensor, Tensor];
    return {
      value: single('BiasAdd', [x, bias], [float, channelsLast]),
      gradFunc: (dy: Tensor) => [dy, single('BiasAddGrad', [dy], [float, channelsLast])],
    };
  });
  const crossEntropy = (target: Tensor): ((logits: Tensor) => Tensor) =>
    tf.customGrad((...args) => {
      const [logits, save] = args as [Tensor, (saved: Tensor[]) => void];
      const [loss, backward] = backend.executeMultipleOutputs('SoftmaxCrossEntropyWithLogits', [float], [logits, target], 2);
      if (!loss || !backward) throw new Error('SoftmaxCrossEntropyWithLogits gave no result');
      save([backward]);
      return { value: loss, gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(tf.expandDims(dy, 1), saved[0] ?? backward) };
    });
  return {
    ...(ownKernels ? { ...lstmKernels(backend), joinsNormalizations: true } : {}),
    joinsTails: true,
    relu: (x) => relu(x),
    biasAdd: (x, bias) => biasAdd(x, bias),
    softmaxCrossEntropy: (logits, target) => crossEntropy(target)(logits),
    batchNormalization: (x, options) => fusedBatchNormalization(backend, x, options),
  };
}
