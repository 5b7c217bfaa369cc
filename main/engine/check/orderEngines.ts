import type { EngineName } from '../../../shared/run/engines.ts';
import type { Findings } from './findings.ts';

/**
 * The order in which the automatic choice tries engines: the quickest first where every one that can be had was measured, else as they stand in
 * `order`. A slow device that plays another (`last`) comes at the end and need not be measured; one that failed its check is left out.
 */
export function orderEngines(
  order: readonly EngineName[],
  available: readonly EngineName[],
  { trials, failures }: Pick<Findings, 'trials' | 'failures'>,
  last: (name: EngineName) => boolean,
): readonly EngineName[] {
  const passing = order.filter((name) => failures[name] === undefined);
  const time = (name: EngineName): number => trials[name] ?? Number.MAX_VALUE;
  const measured = available.every((name) => trials[name] !== undefined || failures[name] !== undefined || last(name));
  const sorted = measured ? passing.toSorted((a, b) => time(a) - time(b)) : passing;
  return [...sorted.filter((name) => !last(name)), ...sorted.filter(last)];
}
