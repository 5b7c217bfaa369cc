import { setTimeout as wait } from 'node:timers/promises';

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

/**
 * Milliseconds before each measurement: threads that have computed stay awake for a while for what may come next (200 ms in the runtimes of PyTorch and
 * oneDNN), and would take the processors from whoever is measured after them.
 */
const settling = 250;

/** Measures things turn by turn, each turn beginning with another one, after one turn that is not counted. Gives the turns. */
export async function turns(count: number, measures: readonly (() => Promise<number>)[]): Promise<(readonly number[])[]> {
  for (const measure of measures) await measure();
  const measured: number[][] = [];
  for (let turn = 0; turn < count; turn++) {
    const times = measures.map(() => Number.NaN);
    for (let place = 0; place < measures.length; place++) {
      const at = (turn + place) % measures.length;
      await wait(settling);
      times[at] = (await measures[at]?.()) ?? Number.NaN;
    }
    measured.push(times);
  }
  return measured;
}
