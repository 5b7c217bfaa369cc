import { drawUniforms } from '../../../main/engine/eagerModel.ts';
import type { Counter } from '../../../main/engine/engine.ts';
import { hiddenUnits } from './smallRegression.ts';

/** What the dropout of the small regression multiplies with, for each row of a batch: the draws of its stream, and nothing of the engine. */
export function dropMasks(seed: number, rate: number, rows: number, counter: Counter): readonly (readonly number[])[] {
  const drawn = drawUniforms(seed, 'layer/1/mask', counter, [rows, hiddenUnits]);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: hiddenUnits }, (_own, unit) => ((drawn[row * hiddenUnits + unit] ?? 0) >= rate ? 1 / (1 - rate) : 0)),
  );
}
