import type { RunRow } from '../../../shared/ipc/rows.ts';
import { trainedTime } from '../../../shared/run/trainedTime.ts';
import type { RunChanges } from '../../store/runs.ts';

/** The clock of a run's training time. It is read with each word of the training process, so that a process that dies loses none of it. */
export const trainingClock = {
  start: (now: number): RunChanges => ({ trainedAt: now }),
  /** Counts up to now, while it runs. */
  read: (run: RunRow, now: number): RunChanges =>
    run.trainedAt === null ? {} : { trained: trainedTime(run, now) ?? run.trained, trainedAt: now },
  stop: (run: RunRow, now: number): RunChanges => ({ ...trainingClock.read(run, now), trainedAt: null }),
  /** Stops where it was last read: what came after was not training. */
  stopAtLastReading: { trainedAt: null } satisfies RunChanges,
};
