/** A function over a range in the units of a picture, ready to be drawn. */
export interface PlottedFunction {
  /** Points of `<polyline>`. */
  readonly value: string;
  readonly slope: string;
  /** Of each function beside it. */
  readonly beside: readonly string[];
  /** The axes: where x and y are 0. */
  readonly zero: readonly [x: number, y: number];
  /** Lowest and highest number of the picture. */
  readonly range: readonly [low: number, high: number];
  /** Where a point of the function's plane lies in the picture. */
  place(x: number, y: number): readonly [number, number];
}

/** From where to where a function is drawn. */
export type Domain = readonly [from: number, to: number];
const aroundZero: Domain = [-5, 5];

const count = 161;
/** Values above are left out where nothing else is said. */
const usual = 5;

/** Plots a function and its derivative into `width` × `height`; what grows beyond `highest` is left out at the top. `others` stand beside it on the same axes. */
export function plotFunction(
  curve: (x: number) => number,
  width: number,
  height: number,
  [from, to]: Domain = aroundZero,
  highest = usual,
  others: readonly ((x: number) => number)[] = [],
): PlottedFunction {
  const span = to - from;
  const xs = Array.from({ length: count }, (_, at) => from + (span * at) / (count - 1));
  const step = span * 1e-5;
  const slope = (x: number): number => (curve(x + step) - curve(x - step)) / (2 * step);
  const beside = others.map((other) => xs.map(other));
  const lines = [xs.map(curve), xs.map(slope), ...beside];
  const within = lines.flat().filter((y) => Number.isFinite(y) && Math.abs(y) <= highest);
  const [low, high] = [Math.min(0, ...within), Math.max(1, ...within)];
  const margin = (high - low) * 0.06;
  const place = (y: number): number => height * (1 - (y - low + margin) / (high - low + 2 * margin));
  const points = (ys: readonly number[]): string =>
    xs
      .flatMap((x, at) => {
        const y = ys[at] ?? Number.NaN;
        return Number.isFinite(y) && Math.abs(y) <= highest * 1.2
          ? [`${(((x - from) / span) * width).toFixed(1)},${place(y).toFixed(1)}`]
          : [];
      })
      .join(' ');
  return {
    value: points(lines[0] ?? []),
    slope: points(lines[1] ?? []),
    beside: beside.map(points),
    zero: [(-from / span) * width, place(0)],
    range: [low, high],
    place: (x, y) => [((x - from) / span) * width, place(y)],
  };
}
