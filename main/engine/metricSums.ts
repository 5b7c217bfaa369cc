import type { MetricSums } from './engine.ts';

/** Adds the metrics of a batch to those before it. */
export function addSums(total: MetricSums, batch: MetricSums): Record<string, [number, number]> {
  return Object.fromEntries(
    Object.entries(batch).map(([key, [sum, weight]]) => [key, [(total[key]?.[0] ?? 0) + sum, (total[key]?.[1] ?? 0) + weight]]),
  );
}
/** Mean of each metric. */
export const means = (sums: MetricSums): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([key, [sum, weight]]) => [key, sum / weight]));
