import { plural } from '../../shared/catalogue/plural.ts';
import { isLive } from '../../shared/run/runState.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';

/** Runs of a project, newest first. */
export const projectRuns = (runs: Readonly<Record<string, RunRow>>, project: string): readonly RunRow[] =>
  Object.values(runs)
    .filter((run) => run.projectId === project)
    .toSorted((a, b) => b.number - a.number);

/** The run that the window's controls mean: the newest one that lives, else the newest one. */
export function currentRun(runs: Readonly<Record<string, RunRow>>, project: string): RunRow | null {
  let newest: RunRow | null = null;
  for (const run of Object.values(runs)) {
    if (run.projectId !== project) continue;
    if (!newest) newest = run;
    else if (isLive(run.state) !== isLive(newest.state)) newest = isLive(run.state) ? run : newest;
    else if (run.number > newest.number) newest = run;
  }
  return newest;
}

/** How far a run has come, in words: `3 of 20 epochs`. */
export const epochsDone = ({ epoch, epochs }: Pick<RunRow, 'epoch' | 'epochs'>): string => `${epoch} of ${plural(epochs, 'epoch')}`;

/** Share of all steps that are done, 0 to 1; null before the number of steps is known. */
export function runProgress(run: RunRow): number | null {
  if (run.stepsPerEpoch === null || run.stepsPerEpoch === 0) return null;
  return Math.min(1, run.step / (run.stepsPerEpoch * run.epochs));
}

/** The batch of the epoch that is under way, and that epoch, both counted from 1. */
export function runPlace(run: RunRow): { readonly epoch: number; readonly batch: number } | null {
  if (run.stepsPerEpoch === null || run.stepsPerEpoch === 0) return null;
  const epoch = Math.min(run.epochs, Math.floor(Math.max(0, run.step - 1) / run.stepsPerEpoch) + 1);
  return { epoch, batch: run.step - (epoch - 1) * run.stepsPerEpoch };
}
