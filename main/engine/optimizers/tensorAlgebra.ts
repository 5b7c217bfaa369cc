import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Algebra } from '../../../shared/catalogue/algebra.ts';

/** The operations of an optimizer's mathematics on tensors. */
export const tensorAlgebra: Algebra<Tensor> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  max: tf.maximum,
  abs: tf.abs,
  sign: tf.sign,
  square: tf.square,
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
};

/** The scalars of a step as tensors. */
export function scalarTensors(numbers: Readonly<Record<string, number>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, tf.scalar(value)]));
}
