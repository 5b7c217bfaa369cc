import { Pause } from 'lucide-react';
import { applyEdit, controlRun } from '../state/runActions.ts';
import { Button } from '../ui/Button.tsx';
import { useUnappliedEdit } from '../state/useUnappliedEdit.ts';

interface UnappliedNoticeProps {
  /** The block it stands beside: only what was changed of it is worth saying there. */
  readonly of?: { readonly graph: string; readonly node: string };
}

/** Beside the training choices or a block: the run that is under way does not go by what was just changed, and how to make it. */
export function UnappliedNotice({ of }: UnappliedNoticeProps) {
  const unapplied = useUnappliedEdit();
  if (!unapplied) return null;
  if (of && !unapplied.edit.blocks?.some(({ graph, node }) => graph === of.graph && node === of.node)) return null;
  const { run, now, wanted } = unapplied;
  const paused = run.state === 'paused';
  return (
    <div
      role="status"
      aria-label="Not applied to the run" // Over the form while it is scrolled: the field that was changed may lie far below.
      className="sticky top-1 z-10 my-1 rounded-sm border border-warning/40 bg-warning-soft px-2 py-1.5 text-xs shadow-float"
    >
      <p className="m-0">
        {paused ? `The paused Run ${run.number} goes on with ${now}.` : `Run ${run.number} trains with ${now}.`} The project now says{' '}
        {wanted}
        {paused ? '.' : ': pause the run to apply it.'}
      </p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {paused ? (
          <>
            <Button className="h-6!" onClick={() => void applyEdit(unapplied)}>
              Apply
            </Button>
            <Button className="h-6!" onClick={() => void applyEdit(unapplied, true)}>
              Apply and resume
            </Button>
          </>
        ) : (
          <Button className="h-6!" disabled={run.state !== 'running'} onClick={() => void controlRun('pauseRun', run.id)}>
            <Pause /> Pause Run {run.number}
          </Button>
        )}
      </div>
    </div>
  );
}
