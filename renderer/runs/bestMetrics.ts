import type { RunSeries } from '../state/runStore.ts';
import { isLargerBetter, keyOf } from '../ui/metricWords.ts';

export interface Best {
  readonly value: number;
  readonly epoch: number;
}

/** The best epoch of each line that has one value an epoch, under the keys of a run's row. */
export function bestMetrics(series: readonly RunSeries[]): Readonly<Record<string, Best>> {
  const best: Record<string, Best> = {};
  for (const { row, buffer } of series) {
    if (row.unit !== 'epoch') continue;
    const larger = isLargerBetter(row.name);
    let found: Best | null = null;
    for (let at = 0; at < buffer.length; at += 1) {
      const value = buffer.values[at] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (!found || (larger ? value > found.value : value < found.value)) found = { value, epoch: buffer.epochs[at] ?? 0 };
    }
    if (found) best[keyOf(row)] = found;
  }
  return best;
}
