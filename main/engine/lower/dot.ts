import * as tf from '@tensorflow/tfjs-core';
import { dot as block } from '../../../shared/catalogue/blocks/dot.ts';
import { defineLowering, required } from './lowering.ts';
import { toUnitLength } from './toUnitLength.ts';

export const dot = defineLowering(block, ({ x = [] }, _weights, { axes, normalize }) => {
  const [first, second] = x.map((tensor, at) => {
    const axis = axes[at] ?? -1;
    const place = axis < 0 ? tensor.rank + axis : axis;
    const others = Array.from({ length: tensor.rank }, (_, own) => own).filter((own) => own !== 0 && own !== place);
    const [batch = 0] = tensor.shape;
    const rows = tf.reshape(tf.transpose(tensor, [0, ...others, place]), [batch, -1, tensor.shape[place] ?? 1]);
    return {
      rows: normalize ? toUnitLength(rows, [2]) : rows,
      lengths: others.map((own) => tensor.shape[own] ?? 1),
    };
  });
  const [a, b] = [required(first, 'the first input of Dot'), required(second, 'the second input of Dot')];
  const lengths = [...a.lengths, ...b.lengths];
  const product = tf.matMul(a.rows, b.rows, false, true);
  const shape = [product.shape[0], ...(lengths.length === 0 ? [1] : lengths)];
  return { y: tf.reshape(product, shape) };
});
