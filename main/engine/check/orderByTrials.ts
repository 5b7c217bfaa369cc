import type { EngineName } from '../../../shared/run/engines.ts';
import type { Trials } from './trials.ts';

/** The quickest first where every one that can be had was measured, else as they stand; a slow device that plays another (`last`) at the end. */
export function orderByTrials(
  order: readonly EngineName[],
  available: readonly EngineName[],
  trials: Trials,
  last: (name: EngineName) => boolean,
): readonly EngineName[] {
  const time = (name: EngineName): number => trials[name] ?? Number.MAX_VALUE;
  const sorted = available.every((name) => trials[name] !== undefined) ? order.toSorted((a, b) => time(a) - time(b)) : order;
  return [...sorted.filter((name) => !last(name)), ...sorted.filter(last)];
}
