import * as tf from '@tensorflow/tfjs-core';
import { simpleRnn as block } from '../../../shared/catalogue/blocks/simpleRnn.ts';
import { activate } from './activate.ts';
import { bothWays } from './bothWays.ts';
import { defineLowering } from './lowering.ts';
import { gatherGiven, overTime, projectSequence, sequenceOutput, zeroesOutput } from './recurrent.ts';

export const simpleRnn = defineLowering(
  block,
  bothWays((inputs, weights, values, context) => {
    const sequence = projectSequence(inputs, weights, values, weights['bias'], context);
    const h = tf.zeros([sequence.projected.shape[0] ?? 0, values.units]);
    const { hear, tell } = gatherGiven(context, values.activation, sequence);
    const outputs = overTime<{ readonly h: tf.Tensor }>(
      sequence,
      { h },
      (x, state, masked) => {
        const output = activate(hear(tf.add(x, tf.matMul(masked(state.h), sequence.recurrent))), values.activation, context.ops);
        return { output, state: { h: output } };
      },
      zeroesOutput(values),
    );
    tell();
    return { y: sequenceOutput(outputs, values) };
  }),
);
