import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { gru as block } from '../../../shared/catalogue/blocks/gru.ts';
import { activate } from './activate.ts';
import { bothWays } from './bothWays.ts';
import { defineLowering, required } from './lowering.ts';
import { gatherGiven, overTime, projectSequence, sequenceOutput, zeroesOutput } from './recurrent.ts';

export const gru = defineLowering(
  block,
  bothWays((inputs, weights, values, context) => {
    const { units, activation, recurrentActivation, resetAfter } = values;
    const { ops } = context;
    const { bias } = weights;
    // With the reset after the product, the inputs and the state have a bias each.
    const [inputBias, stateBias] = bias && resetAfter ? tf.unstack(bias, 0) : [bias, undefined];
    const sequence = projectSequence(inputs, weights, values, inputBias, context);
    const zeros = tf.zeros([sequence.projected.shape[0] ?? 0, units]);
    const part = (parts: readonly Tensor[], at: number): Tensor => required(parts[at], 'a gate');
    const kernels = resetAfter ? [] : tf.split(sequence.recurrent, [2 * units, units], 1);
    const { hear, tell } = gatherGiven(context, activation, sequence);
    const outputs = overTime<{ readonly h: Tensor }>(
      sequence,
      { h: zeros },
      (x, { h }, masked) => {
        const xs = tf.split(x, 3, 1);
        const open = (sum: Tensor): Tensor => activate(sum, recurrentActivation, ops);
        const state = masked(h);
        const all = tf.matMul(state, resetAfter ? sequence.recurrent : part(kernels, 0));
        const hs = tf.split(stateBias ? ops.biasAdd(all, stateBias) : all, resetAfter ? 3 : 2, 1);
        const update = open(tf.add(part(xs, 0), part(hs, 0)));
        const reset = open(tf.add(part(xs, 1), part(hs, 1)));
        const looked = resetAfter ? tf.mul(reset, part(hs, 2)) : tf.matMul(tf.mul(reset, state), part(kernels, 1));
        const candidate = activate(hear(tf.add(part(xs, 2), looked)), activation, ops);
        const output = tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), candidate));
        return { output, state: { h: output } };
      },
      zeroesOutput(values),
    );
    tell();
    return { y: sequenceOutput(outputs, values) };
  }),
);
