import { ChevronDown, Pause, Play, Square } from 'lucide-react';
import { isLive, isResumable } from '../../shared/run/runState.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { runPlace, runProgress } from '../state/currentRun.ts';
import { applyEdit, controlRun, resumeRun, startRun } from '../state/runActions.ts';
import { openDialog } from '../state/sessionStore.ts';
import { useDocument } from '../state/studio.ts';
import { useCurrentRun } from '../state/useProjectRuns.ts';
import { useUnappliedEdit } from '../state/useUnappliedEdit.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { formatDuration, formatExact, formatStepTime } from '../ui/formatNumber.ts';
import { Menu, MenuItem, MenuLine, MenuTitle } from '../ui/Menu.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { resumeRunTitle, stateTitles } from './runWords.ts';

/** Run, pause, resume, stop, and how far training has come. */
export function RunControls() {
  const run = useCurrentRun();
  const live = run !== null && isLive(run.state);
  return (
    <div role="group" aria-label="Training" className="flex min-w-0 items-center gap-1">
      {live ? <LiveButtons run={run} /> : <RunButton run={run} />}
      {live && <RunStatus run={run} />}
    </div>
  );
}

function RunButton({ run }: { readonly run: RunRow | null }) {
  const errors = useDocument(({ open }) => open?.inference.problems.filter((problem) => problem.severity === 'error').length ?? 0);
  const resumable = run !== null && isResumable(run.state) ? run : null;
  // Quiet while a problem stands in the way, but as readable as ever: it leads to the problem.
  const look = errors > 0 ? 'plain' : 'primary';
  return (
    <span className="flex">
      <Tooltip
        text={
          errors > 0
            ? `${errors === 1 ? 'A problem stands' : `${errors} problems stand`} in the way: show ${errors === 1 ? 'it' : 'them'}`
            : 'Train this model'
        }
        keys="Ctrl+Enter"
      >
        <Button look={look} className="rounded-r-none! pr-2.5" onClick={() => void startRun()}>
          <Play className="fill-current" /> Run
        </Button>
      </Tooltip>
      <Menu
        label="More ways to run"
        trigger={
          <Button
            look={look}
            aria-label="More ways to run"
            className={cx('rounded-l-none! border-l px-1!', errors > 0 ? 'border-l-0!' : 'border-l-white/25!')}
          >
            <ChevronDown />
          </Button>
        }
      >
        {resumable && (
          <>
            <MenuItem icon={<Play />} onSelect={() => resumeRun(resumable)}>
              {resumeRunTitle(resumable)}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuTitle>Quick look, the model stays as it is</MenuTitle>
        <MenuItem onSelect={() => void startRun({ epochs: 1 })}>One epoch</MenuItem>
        <MenuItem onSelect={() => void startRun({ epochs: 1, limit: 2000 })}>One epoch of 2,000 examples</MenuItem>
        <MenuItem onSelect={() => void startRun({ seed: Math.floor(Math.random() * 2 ** 31) })}>With another seed</MenuItem>
      </Menu>
    </span>
  );
}

function LiveButtons({ run }: { readonly run: RunRow }) {
  const paused = run.state === 'paused';
  const unapplied = useUnappliedEdit();
  const ending = run.state === 'stopping' || run.state === 'pausing';
  return (
    <>
      {paused ? (
        <>
          <Button look="primary" onClick={() => void controlRun('resumeRun', run.id)}>
            <Play className="fill-current" /> Resume
          </Button>
          {unapplied?.run.id === run.id ? (
            <Tooltip text={`The run goes on with ${unapplied.now}: let it go on with ${unapplied.wanted}, as the project now says`}>
              <Button className="border-warning! text-warning!" onClick={() => void applyEdit(unapplied)}>
                Apply edits
              </Button>
            </Tooltip>
          ) : (
            <Tooltip text="Change the learning rate or its schedule, and go on; a dropout, or what is frozen, at its block">
              <Button onClick={() => openDialog({ type: 'editRun', run: run.id })}>Change…</Button>
            </Tooltip>
          )}
        </>
      ) : (
        <Button disabled={ending} onClick={() => void controlRun('pauseRun', run.id)}>
          <Pause /> Pause
        </Button>
      )}
      <Tooltip text="Stop, keeping the weights: the run can be resumed and exported">
        <Button disabled={run.state === 'stopping'} onClick={() => void controlRun('stopRun', run.id)}>
          <Square className="size-3! fill-current" /> Stop
        </Button>
      </Tooltip>
    </>
  );
}

/** Progress in words: epoch, batch, speed, time left. */
export function RunStatus({ run }: { readonly run: RunRow }) {
  const place = runPlace(run);
  const live = run.state === 'running' && place;
  const words = live
    ? [
        `Epoch ${place.epoch} of ${run.epochs}`,
        ...(run.timeLeft === null ? [] : [`${formatDuration(run.timeLeft)} left`]),
        ...(run.msPerStep === null ? [] : [`${formatStepTime(run.msPerStep)}/step`]),
      ]
    : [
        run.state === 'starting'
          ? `Run ${run.number} starts: data and engine are made ready`
          : `${stateTitles[run.state]}${place ? `, epoch ${place.epoch} of ${run.epochs}` : ''}`,
      ];
  const batch = live ? `batch ${formatExact(place.batch)} of ${formatExact(run.stepsPerEpoch ?? 0)}` : null;
  return (
    <div className="@container ml-2 flex w-[420px] min-w-24 shrink flex-col gap-1">
      <ProgressBar label="Training progress" value={run.state === 'starting' ? null : runProgress(run)} />
      <span className="truncate text-xs text-muted" title={[...words, ...(batch === null ? [] : [batch])].join(', ')}>
        {words.join(' · ')}
        {/* The bar tells it too: it goes first where there is little room. */}
        {batch !== null && <span className="hidden @min-[22rem]:inline"> · {batch}</span>}
      </span>
    </div>
  );
}
