import type { Tensor } from '@tensorflow/tfjs-core';
import { convolved, depthwiseConvolved, type Convolution } from './convolved.ts';
import { one, required, type Tensors, type Weights } from './lowering.ts';

/** Each channel by filters of its own, then all channels of a cell together. */
export function separablyConvolved(inputs: Tensors, weights: Weights, values: Omit<Convolution, 'groups'>): Tensor {
  const channels = depthwiseConvolved(one(inputs), required(weights['depthwise_kernel'], 'the kernel of the channels'), values);
  const ones = values.strides.map(() => 1);
  return convolved(channels, required(weights['pointwise_kernel'], 'the kernel that mixes them'), {
    strides: ones,
    dilationRate: ones,
    padding: 'valid',
    groups: 1,
  });
}
