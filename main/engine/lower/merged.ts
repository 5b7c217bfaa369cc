import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './lowering.ts';
import { required } from './lowering.ts';

/** Joins the tensors of the port `x` two by two, from the first on; one with fewer axes stands on the last axes of the others. */
export function merged({ x = [] }: Tensors, join: (a: Tensor, b: Tensor) => Tensor): Tensor {
  const rank = Math.max(...x.map((tensor) => tensor.rank));
  const [first, ...others] = x.map((tensor) => {
    const [batch = 0, ...lengths] = tensor.shape;
    // Axes are put behind the batch: otherwise its length would meet that of another axis.
    return tensor.rank === rank ? tensor : tf.reshape(tensor, [batch, ...Array<number>(rank - tensor.rank).fill(1), ...lengths]);
  });
  return others.reduce(join, required(first, 'an input of a merging block'));
}

/** Both in the shape that they have together: tfjs's gradients of `maximum` and `minimum` ask for equal shapes. */
export function spread(a: Tensor, b: Tensor): readonly [Tensor, Tensor] {
  const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  return [tf.broadcastTo(a, shape), tf.broadcastTo(b, shape)];
}
