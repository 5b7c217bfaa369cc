import * as tf from '@tensorflow/tfjs-core';
import { findBlock } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { drawUniforms } from '../../../main/engine/eagerModel.ts';
import { composedOps } from '../../../main/engine/ops/composedOps.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { lowerings } from '../../../main/engine/lower/index.ts';
import type { LowerContext } from '../../../main/engine/lower/lowering.ts';

/* Another library draws other numbers, so that what a training step draws is compared with the formulas, number by number. */
const shape = [5, 4, 3];
const size = 60;
const counter = { epoch: 2, step: 9 };
const draw = (stream: string, own: readonly number[]): Float32Array => drawUniforms(7, stream, counter, own);
const input = Float32Array.from({ length: size }, (_, at) => Math.sin(at) * 2);

function made(kind: string, given: Values, training: boolean): number[] {
  const { values } = parseValues(findBlock(kind).params, given);
  const context: LowerContext = {
    training,
    ops: composedOps,
    random: (stream, own) => tf.tensor(draw(stream, own), [...own]),
    update: () => {},
  };
  const y = tf.tidy(() => lowerings[kind]?.({ x: [tf.tensor(input, shape)] }, {}, values, context)['y']?.arraySync() ?? []);
  return (y as number[][][]).flat(2);
}

const each = (formula: (x: number, at: number) => number): number[] => Array.from(input, formula);
const normal = (at: number): number => {
  const [radius, angle] = [draw('noise/radius', [size]), draw('noise/angle', [size])];
  return Math.sqrt(-2 * Math.log(1 - (radius[at] ?? 0))) * Math.cos(2 * Math.PI * (angle[at] ?? 0));
};
const saturated = -1.7580993408473766;

const cases: readonly (readonly [kind: string, values: Values, expected: readonly number[]])[] = [
  ['dropout', { rate: 0.3 }, each((x, at) => ((draw('mask', [size])[at] ?? 0) >= 0.3 ? x / 0.7 : 0))],
  [
    'spatialDropout1d',
    { rate: 0.3 },
    // One mask for all four steps of a channel.
    each((x, at) => ((draw('mask', [15])[Math.floor(at / 12) * 3 + (at % 3)] ?? 0) >= 0.3 ? x / 0.7 : 0)),
  ],
  ['gaussianNoise', { stddev: 0.2 }, each((x, at) => x + 0.2 * normal(at))],
  ['gaussianDropout', { rate: 0.2 }, each((x, at) => x * (1 + 0.5 * normal(at)))],
  [
    'alphaDropout',
    { rate: 0.25 },
    each((x, at) => {
      const kept = (draw('mask', [size])[at] ?? 0) >= 0.25;
      const scale = 1 / Math.sqrt(0.75 * (1 + 0.25 * saturated ** 2));
      return scale * (kept ? x : saturated) - scale * saturated * 0.25;
    }),
  ],
];

/** What a training step draws, and what a prediction passes on as it is. */
export const noiseCases = (): readonly PlainCase[] =>
  cases.map(([kind, values, expected]) =>
    plainCase('blocks', kind, `drawn ${JSON.stringify(values)}`, 'its formula over the same draws', async () => {
      await Promise.resolve();
      return { found: [...made(kind, values, true), ...made(kind, values, false)], expected: [...expected, ...input] };
    }),
  );
