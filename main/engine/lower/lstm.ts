import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { lstm as block } from '../../../shared/catalogue/blocks/lstm.ts';
import { activate } from './activate.ts';
import { bothWays } from './bothWays.ts';
import { defineLowering, one, required } from './lowering.ts';
import { gatherGiven, overTime, projectSequence, readOrder, sequenceOutput, zeroesOutput, type Sequence } from './recurrent.ts';

export const lstm = defineLowering(
  block,
  bothWays((inputs, weights, values, context) => {
    const { units, activation, recurrentActivation, returnSequences } = values;
    const { ops } = context;
    const [batch = 0, steps = 0] = one(inputs).shape;
    const usual = activation.kind === 'tanh' && recurrentActivation.kind === 'sigmoid';
    const wanted = (outputs: Tensor): { y: Tensor } => ({
      y: returnSequences ? outputs : tf.reshape(tf.slice(outputs, [0, steps - 1, 0], [batch, 1, units]), [batch, units]),
    });
    if (!context.training && usual && ops.lstmPredict && !context.mask?.('x')) {
      const [kernel, recurrent] = [
        required(weights['kernel'], 'the kernel'),
        required(weights['recurrent_kernel'], 'the recurrent kernel'),
      ];
      return wanted(ops.lstmPredict(readOrder(inputs, values), kernel, recurrent, weights['bias'] ?? tf.zeros([4 * units])));
    }
    const sequence = projectSequence(inputs, weights, values, weights['bias'], context);
    if (usual && ops.lstm && !sequence.mask && !sequence.counted) {
      const outputs = ops.lstm(sequence.projected, sequence.recurrent);
      context.observe?.({ x: candidates(sequence, outputs, units), activation, learned: {}, counts: null });
      return wanted(outputs);
    }
    const { hear, tell } = gatherGiven(context, activation, sequence);
    const zeros = (): Tensor => tf.zeros([batch, units]);
    const outputs = overTime(
      sequence,
      { h: zeros(), c: zeros() },
      (x, { h, c }, masked) => {
        const gates = tf.split(tf.add(x, tf.matMul(masked(h), sequence.recurrent)), 4, 1);
        const gate = (at: number): Tensor => required(gates[at], 'a gate');
        const open = (at: number): Tensor => activate(gate(at), recurrentActivation, ops);
        const cell = tf.add(tf.mul(open(1), c), tf.mul(open(0), activate(hear(gate(2)), activation, ops)));
        const output = tf.mul(open(3), activate(cell, activation, ops));
        return { output, state: { h: output, c: cell } };
      },
      zeroesOutput(values),
    );
    tell();
    return { y: sequenceOutput(outputs, values) };
  }),
);

/** What the activation of the cell's new content was given in every step [batch, steps, units], from the outputs of a kernel that tells them alone. */
function candidates({ projected, recurrent }: Sequence, outputs: Tensor, units: number): Tensor {
  const [batch = 0, steps = 0] = outputs.shape;
  const before = tf.concat([tf.zeros([batch, 1, units]), tf.slice(outputs, [0, 0, 0], [batch, steps - 1, units])], 1);
  const product = tf.matMul(tf.reshape(before, [batch * steps, units]), tf.slice(recurrent, [0, 2 * units], [units, units]));
  return tf.add(tf.slice(projected, [0, 0, 2 * units], [batch, steps, units]), tf.reshape(product, [batch, steps, units]));
}
