import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { embedding as block } from '../../../shared/catalogue/blocks/embedding.ts';
import { defineLowering, one, required, type LowerContext } from './lowering.ts';

export const embedding = defineLowering(block, (inputs, weights, values, context) => {
  const words = tf.cast(one(inputs), 'int32');
  if (values.maskZero) context.setMask?.(tf.where(tf.notEqual(words, 0), tf.ones(words.shape), tf.zeros(words.shape)));
  const vectors = tf.gather(required(weights['embeddings'], 'the vectors'), words);
  const kept = keptWords(words, values, context);
  return { y: kept ? tf.mul(vectors, tf.expandDims(kept, -1)) : vectors };
});

/** What the vectors of the words are multiplied with, in the shape of `words`; null where none is dropped. */
function keptWords(
  words: Tensor,
  {
    inputDim,
    wordDropout: rate,
    wordDropoutBy,
    seed,
  }: { inputDim: number; wordDropout: number; wordDropoutBy: string; seed: number | null },
  { training, random }: LowerContext,
): Tensor | null {
  if (!training || rate === 0) return null;
  const mask = (shape: readonly number[]): Tensor =>
    tf.mul(tf.cast(tf.greaterEqual(random('words', shape, seed ?? undefined), rate), 'float32'), 1 / (1 - rate));
  if (wordDropoutBy === 'position') return mask(words.shape);
  // Each sequence has a mask over all words: a word that is dropped is dropped wherever the sequence has it.
  const [batch = 0] = words.shape;
  const rows = tf.reshape(words, [batch, -1]);
  const starts = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(inputDim, 'int32'));
  const places = tf.add(rows, tf.reshape(starts, [batch, 1]));
  return tf.reshape(tf.gather(tf.reshape(mask([batch, inputDim]), [-1]), tf.reshape(places, [-1])), words.shape);
}
