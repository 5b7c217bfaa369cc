import type { RunState } from './runState.ts';

/** What each word on memory that was short advises; a run that ended so is known by it. */
export const smallerBatch = 'a smaller batch size';

/** That a batch of this many examples would fit, and into how much. */
export const fitsWords = (batch: number, memory: string): string => `With a batch size of ${batch} it would need about ${memory}.`;

/**
 * Whether a run ended for lack of memory, and the batch size that was said to fit; null where none was. Resuming does not help unless memory has become free: what
 * a run has done is counted in its own batches, so it keeps their size.
 */
export function memoryEnd({ state, reason }: { readonly state: RunState; readonly reason: string | null }): { readonly fits: number | null } | null {
  if ((state !== 'failed' && state !== 'interrupted') || reason === null || !reason.includes(smallerBatch)) return null;
  const [, batch] = /With a batch size of (\d+) /.exec(reason) ?? [];
  return { fits: batch === undefined ? null : Number(batch) };
}
