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

/** Largest difference between the means of two rows of metrics. */
export function rowDifference(a: MetricSums, b: MetricSums): number {
  return Math.max(
    0,
    ...Object.entries(a).map(([key, [sum, weight]]) =>
      difference(sum / weight, (b[key]?.[0] ?? Number.NaN) / weight, Math.abs(sum / weight)),
    ),
  );
}
