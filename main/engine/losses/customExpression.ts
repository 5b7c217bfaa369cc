import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { FunctionName } from '../../../shared/catalogue/expression/functions.ts';
import { parseExpression, type Expression } from '../../../shared/catalogue/expression/parseExpression.ts';
import { absolute } from '../ops/absolute.ts';
import { meanOverExample, targetLike, type Compare } from './loss.ts';

const axesOf = (x: Tensor): number[] => x.shape.slice(1).map((_, at) => at + 1);
/** By a step and not by a comparison, which has no gradient. */
const above = (a: Tensor, b: Tensor): Tensor => tf.step(tf.sub(a, b));

/** The functions of an expression on tensors. */
export const expressionTensors: Readonly<Record<FunctionName, (...given: Tensor[]) => Tensor>> = {
  add: (a, b) => tf.add(of(a), of(b)),
  sub: (a, b) => tf.sub(of(a), of(b)),
  mul: (a, b) => tf.mul(of(a), of(b)),
  div: (a, b) => tf.div(of(a), of(b)),
  pow: (a, b) => tf.pow(of(a), of(b)),
  neg: (x) => tf.neg(of(x)),
  greater: (a, b) => above(of(a), of(b)),
  less: (a, b) => above(of(b), of(a)),
  abs: (x) => absolute(of(x)),
  square: (x) => tf.square(of(x)),
  sqrt: (x) => tf.sqrt(of(x)),
  exp: (x) => tf.exp(of(x)),
  log: (x) => tf.log(of(x)),
  log1p: (x) => tf.log1p(of(x)),
  sign: (x) => tf.sign(of(x)),
  sin: (x) => tf.sin(of(x)),
  cos: (x) => tf.cos(of(x)),
  tanh: (x) => tf.tanh(of(x)),
  sigmoid: (x) => tf.sigmoid(of(x)),
  softplus: (x) => tf.softplus(of(x)),
  relu: (x) => tf.relu(of(x)),
  min: (a, b) => tf.minimum(of(a), of(b)),
  max: (a, b) => tf.maximum(of(a), of(b)),
  clip: (x, low, high) => tf.minimum(tf.maximum(of(x), of(low)), of(high)),
  sum: (x) => tf.sum(of(x), axesOf(of(x)), true),
  mean: (x) => tf.mean(of(x), axesOf(of(x)), true),
  cumsum: (x) => tf.cumsum(of(x), of(x).rank - 1),
};

/** An argument that the parser has counted. */
function of(x: Tensor | undefined): Tensor {
  if (!x) throw new Error('an argument is missing in the expression');
  return x;
}

function tensorOf(expression: Expression, y: Tensor, q: Tensor): Tensor {
  if (expression.kind === 'number') return tf.scalar(expression.value);
  if (expression.kind === 'name') return expression.name === 'y' ? y : q;
  const { name, args } = expression;
  const [base, exponent] = args;
  // A whole power by itself: of a negative number tfjs's gradient of `pow` asks for a logarithm.
  if (name === 'pow' && base && exponent?.kind === 'number' && [2, 3, 4].includes(exponent.value)) {
    const x = tensorOf(base, y, q);
    return Array.from({ length: exponent.value - 1 }).reduce<Tensor>((power) => tf.mul(power, x), x);
  }
  return expressionTensors[name](...args.map((arg) => tensorOf(arg, y, q)));
}

/** The expression over target and prediction; its mean over the outputs of each example. */
export const customExpression: Compare = (compared, values) => {
  const parsed = parseExpression(String(values['expression']));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return meanOverExample(tensorOf(parsed.expression, targetLike(compared), compared.prediction));
};
