import { recall as declaration } from '../../../shared/catalogue/metrics/recall.ts';
import { defineAccumulator, ratio } from './accumulator.ts';
import { confusion } from './confusion.ts';

export const recall = defineAccumulator(declaration, {
  size: () => 3,
  batch: confusion,
  result: ([right = 0, , missed = 0]) => ratio(right, right + missed),
});
