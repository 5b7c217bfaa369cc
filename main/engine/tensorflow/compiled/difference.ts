import type { MetricSums, State } from '../../engine.ts';
import { required } from '../../lower/lowering.ts';

/** Relative above 1; two values that are no number alike are no difference: then training fails on its own, and says so. */
function difference(a: number, b: number, size: number): number {
  if (!Number.isFinite(a) && !Number.isFinite(b)) return 0;
  const distance = Math.abs(a - b) / Math.max(1, size);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

/** Largest difference between two states of the same names. */
export function stateDifference(a: State, b: State): number {
  let largest = 0;
  for (const [key, { numbers }] of Object.entries(a)) {
    const other = required(b[key], key).numbers;
    numbers.forEach((value, at) => (largest = Math.max(largest, difference(value, other[at] ?? Number.NaN, Math.abs(value)))));
  }
  return largest;
}

/** Largest difference between the metrics of two passes: of their means, or of the numbers that they add up. */
export function rowDifference(a: MetricSums, b: MetricSums): number {
  return Math.max(
    0,
    ...Object.entries(a).flatMap(([key, numbers]) => {
      const weight = numbers.length === 2 ? (numbers[1] ?? 1) : 1;
      return numbers.map((number, at) => difference(number / weight, (b[key]?.[at] ?? Number.NaN) / weight, Math.abs(number / weight)));
    }),
  );
}
