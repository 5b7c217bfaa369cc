import { useState } from 'react';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { useProjectRuns, useShownRuns } from '../state/useProjectRuns.ts';

export interface LookedRun {
  /** Those that have weights, newest first. */
  readonly runs: readonly RunRow[];
  /** The one that is looked into: the chosen one, else one whose curves are shown, else the newest; null where there is none. */
  readonly run: RunRow | null;
  readonly choose: (id: string) => void;
}

/** The run whose weights are looked at; `first` is chosen to begin with. */
export function useLookedRun(first: string | null = null): LookedRun {
  const runs = useProjectRuns().filter((run) => run.hasCheckpoint);
  const shown = useShownRuns();
  const [chosen, choose] = useState(first);
  const run = runs.find(({ id }) => id === chosen) ?? shown.find(({ hasCheckpoint }) => hasCheckpoint) ?? runs[0] ?? null;
  return { runs, run, choose };
}
