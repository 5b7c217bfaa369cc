import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { multiHeadAttention as block } from '../../../shared/catalogue/blocks/multiHeadAttention.ts';
import { dropped } from './dropped.ts';
import { defineLowering, one, required, type LowerContext, type Weights } from './lowering.ts';

/** In place of the score of what may not be looked at: nothing is left of it after the softmax. */
const hidden = -1e9;

export const multiHeadAttention = defineLowering(block, (inputs, weights, values, context) => {
  const { numHeads, keyDim, causal, dropout, seed } = values;
  const width = values.valueDim ?? keyDim;
  const query = one(inputs, 'query');
  const value = one(inputs, 'value');
  const [batch = 0, steps = 0, features = 0] = query.shape;
  const [, looked = 0] = value.shape;
  const heads = (x: Tensor, name: string, size: number): Tensor =>
    tf.transpose(tf.reshape(projected(x, weights, name, numHeads * size), [batch, x.shape[1] ?? 0, numHeads, size]), [0, 2, 1, 3]);
  const q = tf.mul(heads(query, 'query', keyDim), 1 / Math.sqrt(keyDim));
  const k = heads(inputs['key']?.[0] ?? value, 'key', keyDim);
  const v = heads(value, 'value', width);
  const scores = tf.matMul(q, k, false, true);
  const kept = visible(context, causal ? tf.tensor(earlier(steps, looked), [1, steps, looked]) : null);
  const seen = kept ? hide(scores, tf.expandDims(kept, 1)) : scores;
  const attention = dropped(tf.softmax(seen), dropout, scores.shape, context, seed);
  const answers = tf.reshape(tf.transpose(tf.matMul(attention, v), [0, 2, 1, 3]), [batch, steps, numHeads * width]);
  return { y: projected(answers, weights, 'attention_output', features) };
});

/** Scores of what may be looked at, the others far below; no gradient goes to those. */
const hide = (scores: Tensor, kept: Tensor): Tensor => tf.add(tf.mul(scores, kept), tf.mul(tf.sub(1, kept), hidden));

/** x W + b over the last axis, kernel and bias laid flat to `width` numbers. */
function projected(x: Tensor, weights: Weights, name: string, width: number): Tensor {
  const [batch = 0, steps = 0, features = 0] = x.shape;
  const kernel = tf.reshape(required(weights[`${name}_kernel`], `the weights of ${name}`), [features, width]);
  const y = tf.matMul(tf.reshape(x, [batch * steps, features]), kernel);
  const bias = weights[`${name}_bias`];
  return tf.reshape(bias ? tf.add(y, tf.reshape(bias, [width])) : y, [batch, steps, width]);
}

/** 1 where a step may look at another [batch or 1, steps, looked]: both count, and none looks at a later one where that is asked; null = all may. */
function visible({ mask }: LowerContext, causal: Tensor | null): Tensor | null {
  const at = (port: string, axis: number): readonly Tensor[] => {
    const own = mask?.(port);
    return own ? [tf.expandDims(own, axis)] : [];
  };
  const [first, ...others] = [...at('query', 2), ...at('value', 1), ...at('key', 1), ...(causal ? [causal] : [])];
  return first ? others.reduce<Tensor>((all, own) => tf.mul(all, own), first) : null;
}

/** 1 where a step looks at itself or an earlier one. */
const earlier = (steps: number, looked: number): Float32Array =>
  Float32Array.from({ length: steps * looked }, (_, at) => (at % looked > Math.floor(at / looked) ? 0 : 1));
