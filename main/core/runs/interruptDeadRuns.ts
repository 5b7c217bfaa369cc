import type { Owner } from '../../store/runs.ts';
import { isAlive } from '../processIdentity.ts';
import { changeRun, type RunContext } from './followRun.ts';
import { trainingClock } from './trainingClock.ts';

/** Ends the runs that a process left when it died: to be called by the folder's new `owner`, before it begins runs of its own. */
export function interruptDeadRuns(context: RunContext, owner: Owner): void {
  const { store, now } = context;
  for (const run of store.runs.listLive()) {
    const before = store.runs.findOwner(run.id);
    if (before && before.pid !== owner.pid && isAlive(before)) continue;
    changeRun(context, run.id, {
      state: 'interrupted',
      reason: `Netloom ended while this run was ${run.state === 'paused' ? 'paused' : 'training'}.`,
      // The time since then was not trained: nobody was there.
      ended: run.trainedAt ?? store.runChanges.list(run.id).at(-1)?.time ?? now(),
      ...trainingClock.stopAtLastReading,
      timeLeft: null,
      owner: null,
    });
  }
}
