import { CircleAlert, Info } from 'lucide-react';
import { isBroken } from '../../shared/run/brokenLoss.ts';
import { memoryEnd } from '../../shared/run/memoryEnd.ts';
import { isLive, isResumable } from '../../shared/run/runState.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { resumeRun, startSmaller } from '../state/runActions.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { resumeTitle } from './runWords.ts';

/** Why a run ended, whole, and how it goes on; nothing where it came to its end as it was meant to, or has not ended. */
export function RunEnd({ run }: { readonly run: RunRow }) {
  if (run.reason === null || isLive(run.state)) return null;
  const bad = run.state === 'failed' || isBroken(run);
  const fits = memoryEnd(run)?.fits ?? null;
  const Icon = bad ? CircleAlert : Info;
  return (
    <section
      aria-label={`How Run ${run.number} ended`}
      className={cx(
        'flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-edge px-3 py-1 text-xs',
        bad ? 'bg-danger-soft text-danger' : 'text-muted',
      )}
    >
      <span className="flex min-w-0 flex-1 basis-72 items-start gap-1.5">
        <Icon className="mt-px size-3.5 shrink-0" />
        <span data-selectable>{run.reason}</span>
      </span>
      {fits !== null && (
        <Button className="h-6!" onClick={() => void startSmaller(fits)}>
          Train with a batch size of {fits}
        </Button>
      )}
      {isResumable(run.state) && (
        <Button className="h-6!" onClick={() => resumeRun(run)}>
          {resumeTitle(run)}
        </Button>
      )}
    </section>
  );
}
