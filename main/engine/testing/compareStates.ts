import type { State } from '../engine.ts';

/** Largest difference between two states, each number by its own size where that is above 1. Throws when names or shapes differ. */
export function largestDifference(a: State, b: State): number {
  const names = Object.keys(a).toSorted();
  if (names.join() !== Object.keys(b).toSorted().join())
    throw new Error(`different names: ${names.join()} and ${Object.keys(b).toSorted().join()}`);
  let largest = 0;
  for (const name of names) {
    const left = a[name];
    const right = b[name];
    if (!left || !right || left.shape.join() !== right.shape.join()) throw new Error(`"${name}" has another shape`);
    left.numbers.forEach((value, at) => {
      const difference = Math.abs(value - (right.numbers[at] ?? Number.NaN)) / Math.max(1, Math.abs(value));
      if (!(difference <= largest)) largest = difference;
    });
  }
  return largest;
}
