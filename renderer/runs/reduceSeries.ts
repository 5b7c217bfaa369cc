/** A line to draw: one value for each x, both ascending in x. `low` and `high` bound what the value stands for. */
export interface ReducedLine {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * How many neighbouring steps share a bucket so that `range` steps need at most `most` buckets: a power of two, so that buckets begin at
 * the same steps in every line and stay where they are while a line grows.
 */
export function bucketSize(range: number, most: number): number {
  let size = 1;
  while (range / size > most) size *= 2;
  return size;
}

interface Points {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly length: number;
}

/**
 * Draws together the points of each bucket of `size` steps (1..size, size+1..2 size, ...): their mean, lowest and highest value, at
 * the bucket's last step. `bounds` gives other values to bound, such as the raw ones beside smoothed `ys`. Values that are no numbers
 * are left out.
 */
export function reduceSeries({ xs, ys, length }: Points, size: number, bounds: ArrayLike<number> = ys): ReducedLine {
  const line = { xs: [] as number[], ys: [] as number[], low: [] as number[], high: [] as number[] };
  let at = 0;
  while (at < length) {
    const bucket = Math.ceil((xs[at] ?? 0) / size);
    const end = bucket * size;
    let count = 0;
    let sum = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let last = 0;
    for (; at < length && (xs[at] ?? 0) <= end; at += 1) {
      const y = ys[at] ?? Number.NaN;
      const bound = bounds[at] ?? Number.NaN;
      last = xs[at] ?? 0;
      if (!Number.isFinite(y)) continue;
      count += 1;
      sum += y;
      if (bound < low) low = bound;
      if (bound > high) high = bound;
    }
    if (count === 0) continue;
    // The newest bucket is still filling: its point stands where the line has come to.
    line.xs.push(at < length ? end : last);
    line.ys.push(sum / count);
    line.low.push(Number.isFinite(low) ? low : sum / count);
    line.high.push(Number.isFinite(high) ? high : sum / count);
  }
  return line;
}

/** Index of the value in ascending `xs` nearest to `x`; -1 when there is none. */
export function nearest(xs: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return xs.length === 0 ? -1 : 0;
  if (low === xs.length) return low - 1;
  return x - (xs[low - 1] ?? 0) <= (xs[low] ?? 0) - x ? low - 1 : low;
}

/** Lines over one shared, ascending x: what the chart draws. Where a line has no value stands null. */
export function joinLines(lines: readonly { readonly xs: readonly number[]; readonly ys: readonly number[] }[]): (number | null)[][] {
  const xs = [...new Set(lines.flatMap((line) => line.xs))].toSorted((a, b) => a - b);
  const columns = lines.map((line): (number | null)[] => {
    let at = 0;
    return xs.map((x) => (line.xs[at] === x ? (line.ys[at++] ?? null) : null));
  });
  return [xs, ...columns];
}
