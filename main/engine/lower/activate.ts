import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import type { Ops } from '../ops/ops.ts';

type Function = (x: Tensor, ops: Ops) => Tensor;

/** The mathematics of each activation of the catalogue. */
export const activationFunctions: Readonly<Record<string, Function>> = {
  linear: (x) => x,
  relu: (x, ops) => ops.relu(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  softmax: (x) => tf.softmax(x),
  elu: (x) => tf.elu(x),
  softplus: (x) => tf.softplus(x),
};

/** Applies an activation of the catalogue. */
export function activate(x: Tensor, activation: ItemValue, ops: Ops): Tensor {
  const apply = activationFunctions[activation.kind];
  if (!apply) throw new Error(`the activation "${activation.kind}" has no mathematics`);
  return apply(x, ops);
}

/** Adds a bias, where there is one, and applies an activation. */
export function biasActivate(x: Tensor, bias: Tensor | undefined, activation: ItemValue, ops: Ops): Tensor {
  if (bias && activation.kind === 'relu' && ops.biasRelu) return ops.biasRelu(x, bias);
  return activate(bias ? ops.biasAdd(x, bias) : x, activation, ops);
}
