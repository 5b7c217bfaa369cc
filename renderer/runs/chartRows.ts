/** Pixels that a chart needs to be read, and those of the next row that are seen, so that it is known to be there. */
const leastWidth = 250;
const leastHeight = 150;
const peek = 26;
const gap = 4;

export interface ChartRows {
  readonly columns: number;
  /** Pixels of a row; null = the rows share the place evenly. */
  readonly height: number | null;
}

/**
 * How `count` charts stand in a place of these pixels: all of them at once where each is large enough; else whole rows, none cut in its middle,
 * with the head of the next one below them.
 */
export function chartRows(count: number, width: number, height: number): ChartRows {
  const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (leastWidth + gap))));
  const rows = Math.ceil(count / columns);
  if (height / rows >= leastHeight) return { columns, height: null };
  const whole = Math.max(1, Math.floor((height - peek) / (leastHeight + gap)));
  return { columns, height: Math.max(leastHeight, Math.floor((height - peek) / whole) - gap) };
}
