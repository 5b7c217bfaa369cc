/** Whether a metric is better than the best so far, by more than `minDelta`; the first always is. */
export function improves(value: number, best: number | undefined, better: 'larger' | 'smaller', minDelta: number): boolean {
  if (Number.isNaN(value)) return false;
  if (best === undefined) return true;
  return better === 'larger' ? value - minDelta > best : value + minDelta < best;
}
