import { findCallback } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';

/** The validation loss of a run's epochs: it falls, stays, rises, and falls by less than some of the callbacks ask for. */
export const watchRun = [1, 0.8, 0.79, 0.85, 0.7, 0.6999, 0.7, 0.72, 0.5, 0.495, 0.52, 0.4, 0.45, 0.44, 0.43, 0.42, 0.1, 0.2, 0.3, 0.4];

/** What our callback makes of it: the best value after each epoch, -1 while there is none, until it stops; and the epoch it stopped after, or 0. */
export function watchedBy({ kind, values }: ItemValue): { readonly best: readonly number[]; readonly stopped: readonly [number] } {
  const { endEpoch } = findCallback(kind);
  const best: number[] = [];
  let memory: Memory = {};
  for (const [at, value] of watchRun.entries()) {
    const answer = endEpoch(memory, { value, better: 'smaller', epoch: at + 1 }, values);
    memory = answer.memory;
    best.push(memory['best'] ?? -1);
    if (answer.stop) return { best, stopped: [at + 1] };
  }
  return { best, stopped: [0] };
}
