import { useMemo } from 'react';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { currentRun, projectRuns } from './currentRun.ts';
import { useDocument, useRuns, useSession } from './studio.ts';

/** Runs of the open project, newest first. */
export function useProjectRuns(): readonly RunRow[] {
  const project = useDocument(({ open }) => open?.document.id ?? '');
  const all = useRuns(({ runs }) => runs);
  return useMemo(() => projectRuns(all, project), [all, project]);
}

/** The run that the window's controls mean. */
export function useCurrentRun(): RunRow | null {
  const project = useDocument(({ open }) => open?.document.id ?? '');
  return useRuns(({ runs }) => currentRun(runs, project));
}

/** Runs whose curves are shown: those chosen, else the current one. */
export function useShownRuns(): readonly RunRow[] {
  const all = useProjectRuns();
  const chosen = useSession((state) => state.shownRuns);
  const current = useCurrentRun();
  return useMemo(
    () => (chosen === null ? (current ? [current] : []) : all.filter(({ id }) => chosen.includes(id))),
    [all, chosen, current],
  );
}
