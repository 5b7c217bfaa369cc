import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import { one, required, type LowerContext, type Tensors, type Weights } from './lowering.ts';

export interface RecurrentValues {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  readonly bidirectional: string | null;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly seed: number | null;
}

/** What the steps of a recurrent block are given. */
export interface Sequence {
  /** x W + b of all steps: [batch, steps, gates × units]. */
  readonly projected: Tensor;
  /** [units, gates × units]. */
  readonly recurrent: Tensor2D;
  /** What the state is multiplied with on its way to the next step [batch, units]; null where nothing is dropped. */
  readonly mask: Tensor | null;
  /** 1 where a step counts, 0 where it only fills up, each [batch, 1]; null where all count. */
  readonly counted: readonly Tensor[] | null;
}

/** Numbers by which dropped ones become 0 and the others grow, so that their sum stays; null where nothing is dropped. */
function maskOf(
  rate: number,
  stream: string,
  shape: readonly number[],
  seed: number | null,
  { training, random }: LowerContext,
): Tensor | null {
  if (!training || rate === 0) return null;
  return tf.mul(tf.cast(tf.greaterEqual(random(stream, shape, seed ?? undefined), rate), 'float32'), 1 / (1 - rate));
}

/** The input in the order of time in which it is read. */
export const readOrder = (inputs: Tensors, { goBackwards }: Pick<RecurrentValues, 'goBackwards'>): Tensor =>
  goBackwards ? tf.reverse(one(inputs), 1) : one(inputs);

/** Multiplies the inputs of all steps at once, adds `bias`, and draws the masks: one for a whole sequence, as in arXiv 1512.05287. */
export function projectSequence(
  inputs: Tensors,
  weights: Weights,
  values: RecurrentValues,
  bias: Tensor | undefined,
  context: LowerContext,
): Sequence {
  const given = one(inputs);
  const [batch = 0, steps = 0, features = 0] = given.shape;
  const inputMask = maskOf(values.dropout, 'mask', [batch, features], values.seed, context);
  const mask = context.mask?.('x') ?? null;
  const inOrder = mask && values.goBackwards ? tf.reverse(mask, 1) : mask;
  const read = readOrder(inputs, values);
  const x = inputMask ? tf.mul(read, tf.expandDims(inputMask, 1)) : read;
  const product = tf.matMul(tf.reshape(x, [batch * steps, features]), required(weights['kernel'], 'the kernel'));
  return {
    projected: tf.reshape(bias ? context.ops.biasAdd(product, bias) : product, [batch, steps, -1]),
    recurrent: required(weights['recurrent_kernel'], 'the recurrent kernel') as Tensor2D,
    mask: maskOf(values.recurrentDropout, 'recurrentMask', [batch, values.units], values.seed, context),
    counted: inOrder ? tf.unstack(tf.expandDims(inOrder, 2), 1) : null,
  };
}

/**
 * Runs `step` from the first time step to the last; `state` begins as zeros. Gives the output of each. Where a step does not count, the state stays
 * and the output is the one before it, or zeros where `zeroOutput` says so.
 */
export function overTime<S extends Readonly<Record<string, Tensor>>>(
  { projected, mask, counted }: Sequence,
  state: S,
  step: (now: Tensor, state: S, masked: (h: Tensor) => Tensor) => { readonly output: Tensor; readonly state: S },
  zeroOutput = false,
): Tensor[] {
  const masked = (h: Tensor): Tensor => (mask ? tf.mul(h, mask) : h);
  const outputs: Tensor[] = [];
  let now = state;
  tf.unstack(projected, 1).forEach((x, at) => {
    const next = step(x, now, masked);
    const counts = counted?.[at];
    if (!counts) {
      outputs.push(next.output);
      now = next.state;
      return;
    }
    const chosen = (fresh: Tensor, old: Tensor | undefined): Tensor => {
      const own = tf.mul(fresh, counts);
      return old ? tf.add(own, tf.mul(old, tf.sub(1, counts))) : own;
    };
    outputs.push(chosen(next.output, zeroOutput ? undefined : outputs.at(-1)));
    const before = now;
    // The states of a step have the names of those before it.
    now = Object.fromEntries(Object.entries(next.state).map(([name, fresh]) => [name, chosen(fresh, before[name])])) as S;
  });
  return outputs;
}

/** Gathers what the activation of the new state is given in every step, where somebody looks; `tell` when the last step is done. */
export function gatherGiven({ observe }: LowerContext, activation: ItemValue, { counted }: Sequence) {
  const given: Tensor[] = [];
  return {
    hear(x: Tensor): Tensor {
      if (observe) given.push(x);
      return x;
    },
    tell: () => observe?.({ x: tf.stack(given, 1), activation, learned: {}, counts: counted && tf.stack([...counted], 1) }),
  };
}

/** Whether Keras's Bidirectional asks for zeros where a step does not count. */
export const zeroesOutput = ({ returnSequences, bidirectional }: RecurrentValues): boolean => returnSequences && bidirectional !== null;

/** All outputs side by side, or the last. */
export const sequenceOutput = (outputs: readonly Tensor[], { returnSequences }: RecurrentValues): Tensor =>
  returnSequences ? tf.stack([...outputs], 1) : required(outputs.at(-1), 'a time step');
