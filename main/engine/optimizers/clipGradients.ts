import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ItemValue } from '../../../shared/catalogue/params.ts';

/**
 * Gradients, by weight, as an optimizer's clipping leaves them: by value, by the norm of each, or by the norm of all, as Keras does. Where it clips
 * nothing they are what they were, and nothing is computed. Call it in a `tidy`.
 */
export function clipGradients(
  gradients: ReadonlyMap<string, Tensor>,
  { values }: ItemValue,
  /** Weights that hold those of all turns of a repeat: each turn's has a norm of its own. */
  stacked: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Tensor> {
  const { clipvalue, clipnorm, globalClipnorm } = values;
  const each = (clip: (gradient: Tensor, key: string) => Tensor): ReadonlyMap<string, Tensor> =>
    new Map([...gradients].map(([key, gradient]) => [key, clip(gradient, key)]));
  if (typeof clipvalue === 'number') return each((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  if (typeof clipnorm === 'number')
    return each((gradient, key) => {
      const sum = stacked.has(key) ? tf.sum(tf.square(gradient), [...gradient.shape.keys()].slice(1), true) : squareSum(gradient);
      return tf.div(tf.mul(gradient, clipnorm), tf.maximum(tf.sqrt(sum), clipnorm));
    });
  if (typeof globalClipnorm === 'number' && gradients.size > 0) {
    const norm = tf.sqrt(tf.addN([...gradients.values()].map(squareSum)));
    // The difference is 0, or not a number where the norm is infinite: such a step must not pass for a small one.
    const scale = tf.add(tf.mul(tf.minimum(tf.div(1, norm), 1 / globalClipnorm), globalClipnorm), tf.sub(norm, norm));
    return each((gradient) => tf.mul(gradient, scale));
  }
  return gradients;
}

const squareSum = (gradient: Tensor): Tensor => tf.sum(tf.square(gradient));
