import { precision as declaration } from '../../../shared/catalogue/metrics/precision.ts';
import { defineAccumulator, ratio } from './accumulator.ts';
import { confusion } from './confusion.ts';

export const precision = defineAccumulator(declaration, {
  size: () => 3,
  batch: confusion,
  result: ([right = 0, wrong = 0]) => ratio(right, right + wrong),
});
