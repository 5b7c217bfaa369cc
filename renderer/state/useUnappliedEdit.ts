import { useMemo } from 'react';
import { isLive } from '../../shared/run/runState.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { useDocument } from './studio.ts';
import { useRunDocument } from './useRunDocument.ts';
import { useCurrentRun } from './useProjectRuns.ts';
import { unappliedEdit, type UnappliedEdit } from './unappliedEdit.ts';

export interface Unapplied extends UnappliedEdit {
  readonly run: RunRow;
}

/** What was changed in the open project that its live run does not go by; null when there is nothing, or nothing trains. */
export function useUnappliedEdit(): Unapplied | null {
  const current = useCurrentRun();
  const run = current && isLive(current.state) ? current : null;
  const id = run?.id ?? null;
  const project = useDocument(({ open }) => open?.document);
  const trained = useRunDocument(id);
  const edits = run?.edits;
  const found = useMemo(
    () => (edits && project && trained ? unappliedEdit({ edits }, trained, project) : null),
    // Rows come many times a second while a run lives: their edits are compared by what they say.
    // eslint-disable-next-line react/exhaustive-deps
    [JSON.stringify(edits), project, trained],
  );
  return found && run ? { ...found, run } : null;
}
