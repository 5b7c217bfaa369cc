import type { RunRow } from '../../shared/ipc/rows.ts';
import { memoryEnd } from '../../shared/run/memoryEnd.ts';
import { isResumable } from '../../shared/run/runState.ts';

/** What to do about a run that ended for lack of memory; `resume`: also how it can go on all the same. */
export function memoryWords(run: RunRow, resume = true): string {
  const fits = memoryEnd(run)?.fits ?? null;
  const anew = `a new run, with ${fits === null ? 'a smaller --batch-size or model' : `--batch-size ${fits}`}.`;
  if (!isResumable(run.state)) return `Begin ${anew}`;
  const keeps = `It keeps its batch size of ${run.batchSize}: begin ${anew}`;
  return resume ? `${keeps} Once more memory is free, it can also go on: netloom resume ${run.id}` : `It ended for lack of memory, and may again. ${keeps}`;
}
