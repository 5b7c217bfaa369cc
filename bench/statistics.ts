export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The value that `share` of all lie at or below, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** Quartiles: where the middle half of the values lies. */
export const spread = (values: readonly number[]): readonly [number, number] => [percentile(values, 0.25), percentile(values, 0.75)];

/** Measures two things turn by turn, each first every other time, after one unmeasured turn of both. */
export async function pairs(count: number, a: () => Promise<number>, b: () => Promise<number>): Promise<(readonly [number, number])[]> {
  await a();
  await b();
  const measured: (readonly [number, number])[] = [];
  for (let turn = 0; turn < count; turn++) {
    if (turn % 2 === 0) {
      const first = await a();
      measured.push([first, await b()]);
    } else {
      const first = await b();
      measured.push([await a(), first]);
    }
  }
  return measured;
}
