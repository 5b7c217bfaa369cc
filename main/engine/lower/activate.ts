import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { learnedNumbers } from '../../../shared/catalogue/blockWeights.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import type { Ops } from '../ops/ops.ts';
import type { Weights } from './lowering.ts';

/** `weights`: the numbers of it that are learned, by name. */
type Function = (x: Tensor, values: Values, ops: Ops, weights: Weights) => Tensor;

/* The parser has checked the values of an activation: each of these is there, and a number. */
const number = (values: Values, name: string): number => Number(values[name]);
/** exp(x) - 1 below 0, and 0 above. */
const below = (x: Tensor, ops: Ops): Tensor => tf.expm1(tf.neg(ops.relu(tf.neg(x))));
const hardSigmoid = (x: Tensor): Tensor => tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1);

/** Keras's `relu`: by a step and not by a comparison, which has no gradient. */
function relu(x: Tensor, values: Values, ops: Ops): Tensor {
  const { maxValue } = values;
  const [slope, threshold] = [number(values, 'negativeSlope'), number(values, 'threshold')];
  const open = threshold === 0 ? ops.relu(x) : tf.mul(x, tf.step(tf.sub(x, threshold)));
  const above = typeof maxValue === 'number' ? tf.clipByValue(open, 0, maxValue) : open;
  return slope === 0 ? above : tf.sub(above, tf.mul(ops.relu(tf.sub(threshold, x)), slope));
}

/** Applies what works on the last axis along another one: that one is brought to the end, and back. */
function alongLast(x: Tensor, axis: number, apply: (x: Tensor) => Tensor): Tensor {
  const own = axis < 0 ? x.rank + axis : axis;
  if (own === x.rank - 1) return apply(x);
  const order = x.shape.map((_, at) => at);
  order[own] = x.rank - 1;
  order[x.rank - 1] = own;
  return tf.transpose(apply(tf.transpose(x, order)), order);
}

/** The mathematics of each activation of the catalogue. Formulas as in `shared/catalogue/activations`. */
export const activationFunctions: Readonly<Record<string, Function>> = {
  linear: (x) => x,
  relu,
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  softmax: (x, values) => alongLast(x, number(values, 'axis'), (own) => tf.softmax(own)),
  leakyRelu: (x, values, ops) => tf.sub(ops.relu(x), tf.mul(ops.relu(tf.neg(x)), number(values, 'negativeSlope'))),
  swish: (x, values, _, { beta }) => tf.mul(x, tf.sigmoid(tf.mul(x, beta ?? number(values, 'beta')))),
  prelu: (x, values, ops, { alpha }) => tf.sub(ops.relu(x), tf.mul(ops.relu(tf.neg(x)), alpha ?? number(values, 'alpha'))),
  elu: (x, values, ops) =>
    number(values, 'alpha') === 1 ? tf.elu(x) : tf.add(ops.relu(x), tf.mul(below(x, ops), number(values, 'alpha'))),
  selu: (x) => tf.selu(x),
  gelu: (x, values) =>
    tf.mul(
      tf.mul(x, 0.5),
      tf.add(
        values['approximate'] === true
          ? tf.tanh(tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI)))
          : tf.erf(tf.mul(x, Math.SQRT1_2)),
        1,
      ),
    ),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  hardSigmoid,
  hardSilu: (x) => tf.mul(x, hardSigmoid(x)),
  hardTanh: (x) => tf.clipByValue(x, -1, 1),
  relu6: (x) => tf.clipByValue(x, 0, 6),
  celu: (x, values, ops) => tf.add(ops.relu(x), tf.mul(below(tf.div(x, number(values, 'alpha')), ops), number(values, 'alpha'))),
  squareplus: (x, values) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), number(values, 'b')))), 2),
  sparsePlus: (x, _, ops) => tf.add(tf.div(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 4), ops.relu(tf.sub(x, 1))),
  sparseSigmoid: (x) => tf.div(tf.add(tf.clipByValue(x, -1, 1), 1), 2),
  softShrink: (x, values, ops) =>
    tf.sub(ops.relu(tf.sub(x, number(values, 'threshold'))), ops.relu(tf.sub(tf.neg(x), number(values, 'threshold')))),
  hardShrink: (x, values) => tf.mul(x, tf.step(tf.sub(tf.abs(x), number(values, 'threshold')))),
  tanhShrink: (x) => tf.sub(x, tf.tanh(x)),
  exponential: (x) => tf.exp(x),
  logSigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  logSoftmax: (x, values) => alongLast(x, number(values, 'axis'), (own) => tf.logSoftmax(own)),
};

/** Applies an activation of the catalogue; what of it is learned comes out of the layer's weights, or is what it starts from. */
export function activate(x: Tensor, activation: ItemValue, ops: Ops, weights: Weights = {}): Tensor {
  const apply = activationFunctions[activation.kind];
  if (!apply) throw new Error(`the activation "${activation.kind}" has no mathematics`);
  // A layer has weights of such names of its own, too.
  const learned = learnedNumbers(activation);
  return apply(x, activation.values, ops, Object.fromEntries(Object.entries(weights).filter(([name]) => name in learned)));
}

/** Whether an activation is `max(0, x)` and nothing else: what engines have in one with the bias. */
export const isPlainRelu = ({ kind, values }: ItemValue): boolean =>
  kind === 'relu' && number(values, 'negativeSlope') === 0 && number(values, 'threshold') === 0 && typeof values['maxValue'] !== 'number';

/** Adds a bias, where there is one, and applies an activation. */
export function biasActivate(x: Tensor, bias: Tensor | undefined, activation: ItemValue, ops: Ops): Tensor {
  if (bias && isPlainRelu(activation) && ops.biasRelu) return ops.biasRelu(x, bias);
  return activate(bias ? ops.biasAdd(x, bias) : x, activation, ops);
}
