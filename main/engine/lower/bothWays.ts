import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { required, type LowerContext, type Tensors, type Weights } from './lowering.ts';

interface BothWays {
  readonly bidirectional: 'concat' | 'sum' | 'ave' | 'mul' | null;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
}

type Recurrent<V> = (inputs: Tensors, weights: Weights, values: V, context: LowerContext) => { readonly y: Tensor };

/** A recurrent block that reads its sequence from the end too where it is asked to, with weights of its own for each way. */
export const bothWays =
  <V extends BothWays>(oneWay: Recurrent<V>): Recurrent<V> =>
  (inputs, weights, values, context) => {
    const { bidirectional, returnSequences } = values;
    if (bidirectional === null) return oneWay(inputs, weights, values, context);
    const forward = oneWay(inputs, ofWay(weights, 'forward_'), values, context).y;
    // Each way draws masks of its own.
    const other = {
      ...context,
      random: (stream: string, shape: readonly number[], seed?: number) => context.random(`backward/${stream}`, shape, seed),
    };
    const read = oneWay(inputs, ofWay(weights, 'backward_'), { ...values, goBackwards: true }, other).y;
    const backward = returnSequences ? tf.reverse(read, 1) : read;
    const joined = {
      concat: () => tf.concat([forward, backward], -1),
      sum: () => tf.add(forward, backward),
      ave: () => tf.div(tf.add(forward, backward), 2),
      mul: () => tf.mul(forward, backward),
    };
    return { y: required(joined[bidirectional], 'a way to join')() };
  };

const ofWay = (weights: Weights, way: string): Weights =>
  Object.fromEntries(Object.entries(weights).flatMap(([name, tensor]) => (name.startsWith(way) ? [[name.slice(way.length), tensor]] : [])));
