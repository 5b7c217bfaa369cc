import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { findBlock } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { drawUniforms } from '../eagerModel.ts';
import { composedOps } from '../ops/composedOps.ts';
import { onEngine } from '../testing/testEngines.ts';
import { lowerings } from './index.ts';

/* What masks of sequences and of words are like over many draws. */
const batch = 400;

/** What a block gives in training, as numbers by example, step and feature. */
async function given(
  kind: string,
  values: Values,
  x: () => Tensor,
  weights: () => Record<string, Tensor>,
  step = 0,
): Promise<number[][][]> {
  return onEngine('cpu', async () => {
    const { values: parsed, problems } = parseValues(findBlock(kind).params, values);
    expect(problems).toEqual([]);
    return tf.tidy(() => {
      const y = lowerings[kind]?.({ x: [x()] }, weights(), parsed, {
        training: true,
        ops: composedOps,
        random: (stream, shape) => tf.tensor(drawUniforms(3, stream, { epoch: 0, step }, shape), [...shape]),
        update: () => {},
      })['y'];
      return (y?.arraySync() ?? []) as number[][][];
    });
  });
}
const share = (numbers: readonly number[]): number => numbers.filter((value) => value === 0).length / numbers.length;
const linear = { units: 4, returnSequences: true, useBias: false, activation: 'linear' };

it('what a recurrent block reads is dropped alike in all steps of a sequence, another way in each sequence and step of training', async () => {
  const own = (step: number) =>
    given(
      'simpleRnn',
      { ...linear, dropout: 0.3 },
      () => tf.ones([batch, 6, 4]),
      () => ({ kernel: tf.eye(4), recurrent_kernel: tf.zeros([4, 4]) }),
      step,
    );
  const masks = await own(0);
  for (const steps of masks) for (const mask of steps) expect(mask).toEqual(steps[0]);
  const first = masks.map((steps) => steps[0] ?? []);
  expect(share(first.flat())).toBeCloseTo(0.3, 1);
  for (const value of first.flat()) expect(value === 0 || Math.abs(value - 1 / 0.7) < 1e-5).toBe(true);
  expect(new Set(first.map((mask) => mask.join())).size).toBeGreaterThan(10);
  expect((await own(1)).map((steps) => steps[0])).not.toEqual(first);
});

it('the state is dropped alike on its way to every next step', async () => {
  // The first step alone puts ones into the state, which then only passes on.
  const first = () => tf.concat([tf.ones([batch, 1, 4]), tf.zeros([batch, 5, 4])], 1);
  const states = await given('simpleRnn', { ...linear, recurrentDropout: 0.4 }, first, () => ({
    kernel: tf.eye(4),
    recurrent_kernel: tf.eye(4),
  }));
  const masks = states.map((steps) => steps[1] ?? []);
  expect(share(masks.flat())).toBeCloseTo(0.4, 1);
  states.forEach((steps, row) =>
    steps.forEach((state, at) => state.forEach((value, unit) => expect(value).toBeCloseTo((masks[row]?.[unit] ?? 0) ** at, 2))),
  );
});

it('a word is dropped wherever its sequence has it, or each place by itself', async () => {
  const [words, length] = [8, 20];
  const tokens = Array.from({ length: batch * length }, (_, at) => (at * 7 + Math.floor(at / length)) % words);
  const masks = async (by: string): Promise<number[][]> =>
    (
      await given(
        'embedding',
        { inputDim: words, outputDim: 1, wordDropout: 0.25, wordDropoutBy: by },
        () => tf.tensor2d(tokens, [batch, length]),
        () => ({ embeddings: tf.ones([words, 1]) }),
      )
    ).map((row) => row.flat());
  /** Share of words of a sequence that are dropped either wholly or not at all. */
  const alike = (rows: readonly (readonly number[])[]): number => {
    const groups = rows.flatMap((mask, row) => {
      const of = Map.groupBy(mask, (_, at) => tokens[row * length + at]);
      return [...of.values()];
    });
    return groups.filter((group) => new Set(group).size === 1).length / groups.length;
  };
  const [byType, byPosition] = [await masks('type'), await masks('position')];
  expect(alike(byType)).toBe(1);
  expect(alike(byPosition)).toBeLessThan(0.7);
  for (const own of [byType, byPosition]) expect(share(own.flat())).toBeCloseTo(0.25, 1);
  // The same word is dropped in one sequence and kept in another.
  expect(new Set(byType.map((mask) => mask[0])).size).toBe(2);
});
