import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Gradients within a way back: tfjs has one tape, which the outer way still reads. Null where a point does not count. */
export function gradientsAside(work: () => Tensor, points: Tensor[], dy: Tensor): readonly (Tensor | null)[] {
  const { state } = tf.engine();
  const outer = state.activeTape;
  try {
    return tf.engine().gradients(work, points, dy, true).grads;
  } finally {
    state.activeTape = outer;
  }
}
