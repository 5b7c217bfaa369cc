/** An array made small enough to keep: the numbers themselves, or how many there are, their mean and root mean square, and a few of them. */
export type Digest =
  | readonly number[]
  | { readonly length: number; readonly mean: number; readonly rms: number; readonly some: readonly number[] };

/** Longest array that is kept as it is, and how many are kept of a longer one. */
const whole = 16;
const kept = 8;

const rounded = (value: number): number => Number(value.toPrecision(8));

/** The numbers that are kept of a long array, spread over it; the step is odd, so that every place of a row comes up. */
function spread(numbers: ArrayLike<number>): number[] {
  const step = Math.floor(numbers.length / kept) | 1;
  return Array.from({ length: kept }, (_, at) => numbers[(at * step) % numbers.length] ?? Number.NaN);
}

export function digest(numbers: ArrayLike<number>): Digest {
  const all = Array.from(numbers);
  if (all.length <= whole) return all.map(rounded);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    length: all.length,
    mean: rounded(mean(all)),
    rms: rounded(Math.sqrt(mean(all.map((value) => value * value)))),
    some: spread(all).map(rounded),
  };
}

/** Largest difference of two digests, where `relative` each number by its own size if that is above 1; infinite where they are not of one length. */
export function distance(a: Digest, b: Digest, relative: boolean): number {
  const [own, theirs] = [flat(a), flat(b)];
  if (own.length !== theirs.length) return Number.POSITIVE_INFINITY;
  const differences = own.map((value, at) => Math.abs(value - (theirs[at] ?? Number.NaN)) / (relative ? Math.max(1, Math.abs(value)) : 1));
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...differences);
}

const flat = (own: Digest): readonly number[] => ('mean' in own ? [own.length, own.mean, own.rms, ...own.some] : own);
