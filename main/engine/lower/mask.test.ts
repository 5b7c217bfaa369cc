import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { findBlock } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { composedOps } from '../ops/composedOps.ts';
import { onEngine } from '../testing/testEngines.ts';
import { lowerings } from './index.ts';
import type { LowerContext } from './lowering.ts';

it('words that fill a sequence up change nothing: a mean over them is that of the words alone', async () => {
  await onEngine('cpu', async () => {
    const mean = (words: number[], maskZero: boolean): number[] =>
      tf.tidy(() => {
        let mask: tf.Tensor | null = null;
        const context: LowerContext = {
          training: false,
          ops: composedOps,
          random: () => tf.scalar(0),
          update: () => {},
          mask: () => mask,
          setMask: (own) => void (mask = own),
        };
        const run = (kind: string, x: tf.Tensor, given = {}, weights = {}): tf.Tensor =>
          lowerings[kind]?.({ x: [x] }, weights, parseValues(findBlock(kind).params, given).values, context)['y'] ?? x;
        const table = tf.tensor2d([9, 9, 1, 2, 3, 4, 5, 6], [4, 2]);
        const vectors = run('embedding', tf.tensor2d([words]), { inputDim: 4, outputDim: 2, maskZero }, { embeddings: table });
        return [...run('globalAveragePooling1d', vectors).dataSync()];
      });
    expect(mean([3, 1, 0, 0], true)).toEqual(mean([3, 1], true));
    expect(mean([3, 1], true)).toEqual([3, 4]);
    expect(mean([3, 1, 0, 0], false)).toEqual([6, 6.5]);
  });
});
