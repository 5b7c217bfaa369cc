import * as tf from '@tensorflow/tfjs-core';
import { cosineSimilarity as loss } from '../losses/cosineSimilarity.ts';
import type { Compare } from '../losses/loss.ts';

/** The loss of the same name has the other sign. */
export const cosineSimilarity: Compare = (compared, values) => tf.neg(loss(compared, values));
