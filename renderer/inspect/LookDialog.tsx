import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { epochsDone } from '../state/currentRun.ts';
import { openDialog } from '../state/sessionStore.ts';
import { Dialog, DialogBody } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { SelectInput } from '../ui/SelectInput.tsx';
import { Labelled } from './Labelled.tsx';
import type { LookedRun } from './useLookedRun.ts';

interface LookDialogProps extends LookedRun {
  readonly title: string;
  /** What else is asked, beside the run. */
  readonly fields: ReactNode;
  /** What stands in the way, in words. */
  readonly problems: readonly string[];
  /** What is being computed, in words; null = nothing. */
  readonly busy: string | null;
  readonly children: ReactNode;
}

/** A look into a trained model: with the weights of which run, what is asked of it, and what it answers. */
export function LookDialog({ title, runs, run, choose, fields, problems, busy, children }: LookDialogProps) {
  return (
    <Dialog title={title} onClose={() => openDialog(null)} className="w-[880px]">
      <DialogBody className="flex flex-col gap-3">
        {run === null ? (
          <p className="m-0 text-muted">No run has weights yet. Train first: weights are kept at the end of every epoch, and at a pause.</p>
        ) : (
          <>
            <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
              <Labelled title="Run">
                <SelectInput
                  aria-label="Run"
                  className="w-52"
                  value={run.id}
                  choices={runs.map((own) => ({ value: own.id, title: runWords(own) }))}
                  onCommit={choose}
                />
              </Labelled>
              {fields}
            </div>
            {problems.map((problem) => (
              <p key={problem} role="alert" className="m-0 text-danger" data-selectable>
                {problem}
              </p>
            ))}
            {busy !== null && <ProgressBar label={busy} value={null} />}
            {children}
          </>
        )}
      </DialogBody>
    </Dialog>
  );
}

const runWords = (run: RunRow): string => `Run ${run.number}, ${epochsDone(run)}`;
