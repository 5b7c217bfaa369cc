import { fans } from '../../shared/catalogue/fans.ts';
import { findInitializer } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { randomSource } from '../../shared/random/stream.ts';

/** Most numbers that are drawn for a picture. */
const most = 1 << 16;
/** Fewest numbers whose distribution shows, and the most draws that are made for them. */
const enough = 1 << 13;
const mostDraws = 128;
/** What is drawn in place of a larger weight: its fans stay those of the weight. */
const smaller = [256, 256];

/** Numbers of a weight as its initializer draws them; null where it cannot fill this shape. */
export function sampleWeight(
  { kind, values }: ItemValue,
  shape: readonly number[],
): { readonly numbers: Float32Array; readonly shape: readonly number[] } | null {
  const { fits, sample } = findInitializer(kind);
  if (fits && fits(shape) !== null) return null;
  const size = shape.reduce((a, b) => a * b, 1);
  const own = size > most ? smaller : shape;
  // A small weight is drawn several times over: a few numbers have no shape to see.
  const times = Math.min(mostDraws, Math.ceil(enough / Math.max(1, size)));
  const random = randomSource(0, 'picture');
  const draws = Array.from({ length: times }, () => sample(own, fans(shape), values, random));
  return { numbers: Float32Array.from(draws.flatMap((draw) => [...draw])), shape: own };
}

export interface Histogram {
  readonly low: number;
  readonly high: number;
  /** Share of the numbers in each of as many equal parts from `low` to `high`. */
  readonly shares: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

export function histogramOf(numbers: Float32Array, parts = 48): Histogram {
  let [low, high, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const x of numbers) {
    low = Math.min(low, x);
    high = Math.max(high, x);
    sum += x;
  }
  const mean = sum / Math.max(1, numbers.length);
  const shares = Array.from({ length: parts }, () => 0);
  let squares = 0;
  for (const x of numbers) {
    const at = high === low ? 0 : Math.min(parts - 1, Math.floor(((x - low) / (high - low)) * parts));
    shares[at] = (shares[at] ?? 0) + 1 / numbers.length;
    squares += (x - mean) ** 2;
  }
  return { low, high, shares, mean, deviation: high === low ? 0 : Math.sqrt(squares / numbers.length) };
}
