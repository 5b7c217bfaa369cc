import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { confusionParams } from '../../../shared/catalogue/metrics/confusion.ts';
import type { ValuesOf } from '../../../shared/catalogue/params.ts';
import type { Compared } from '../losses/loss.ts';
import { answers, ranks } from './answers.ts';

/** True and false yeses and false noes of a batch: [3]. */
export function confusion(compared: Compared, { thresholds, topK, classId }: ValuesOf<typeof confusionParams>): Tensor {
  const { given, wanted } = answers(compared);
  const above = tf.cast(tf.greater(given, thresholds ?? (topK === null ? 0.5 : Number.NEGATIVE_INFINITY)), 'float32');
  const yes = topK === null ? above : tf.mul(above, tf.cast(tf.less(ranks(given), topK), 'float32'));
  const only = (x: Tensor): Tensor => (classId === null ? x : tf.slice(x, [0, classId], [x.shape[0] ?? 0, 1]));
  const [said, meant] = [only(yes), only(wanted)];
  const right = tf.sum(tf.mul(said, meant));
  return tf.stack([right, tf.sub(tf.sum(said), right), tf.sub(tf.sum(meant), right)]);
}
