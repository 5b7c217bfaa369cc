export type Point = readonly [x: number, y: number];
/** A part of the plane: from the lower left to the upper right. */
export interface Box {
  readonly low: Point;
  readonly high: Point;
}

/** A square around some points, with a margin of a tenth. */
export function boxAround(points: readonly Point[]): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  if (left > right) return { low: [-1, -1], high: [1, 1] };
  const reach = (Math.max(right - left, top - bottom) / 2 || 1) * 1.1;
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  return { low: [x - reach, y - reach], high: [x + reach, y + reach] };
}

/** The corners of the part of a box where w·x + b is positive, and where the line w·x + b = 0 crosses the box; null where it does not. */
export function halfPlane(
  [first, second]: Point,
  bias: number,
  { low, high }: Box,
): { readonly positive: readonly Point[]; readonly line: readonly [Point, Point] | null } {
  const value = ([x, y]: Point): number => first * x + second * y + bias;
  const corners: readonly Point[] = [low, [high[0], low[1]], high, [low[0], high[1]]];
  const positive: Point[] = [];
  const crossings: Point[] = [];
  corners.forEach((corner, at) => {
    const next = corners[(at + 1) % corners.length] ?? corner;
    const [here, there] = [value(corner), value(next)];
    if (here >= 0) positive.push(corner);
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    const crossing: Point = [corner[0] + (next[0] - corner[0]) * share, corner[1] + (next[1] - corner[1]) * share];
    positive.push(crossing);
    crossings.push(crossing);
  });
  const [from, to] = crossings;
  return { positive, line: from && to ? [from, to] : null };
}
