import { useMemo } from 'react';
import { Download, FlaskConical, History, ListChecks, MoreHorizontal, Pause, Play, RotateCcw, Square, Trash2 } from 'lucide-react';
import { isBroken } from '../../shared/run/brokenLoss.ts';
import { isLive, isResumable } from '../../shared/run/runState.ts';
import { trainedTime } from '../../shared/run/trainedTime.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { controlRun, deleteRun, restoreRun, resumeRun, testRun, toggleShown } from '../state/runActions.ts';
import { openDialog, session, showTab } from '../state/sessionStore.ts';
import { useNow } from '../state/useNow.ts';
import { useCurrentRun, useProjectRuns, useShownRuns } from '../state/useProjectRuns.ts';
import { MenuButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatAgo, formatDuration, formatExact, formatTime } from '../ui/formatNumber.ts';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { MiddleText } from '../ui/MiddleText.tsx';
import type { Best } from './bestMetrics.ts';
import { formatMetric, keyTitle, metricOfKey, sortKeys } from '../ui/metricWords.ts';
import { runColour } from './runColour.ts';
import { testChoices, testWords } from './testWords.ts';
import { TrainFirst } from './TrainFirst.tsx';
import { useBestMetrics } from './useBestMetrics.ts';
import { engineTitle, remarksOf, resumeTitle, stateTitles } from './runWords.ts';

/** All runs of the project: ticked ones lie over each other in the charts. */
export function RunsTab() {
  const runs = useProjectRuns();
  const shown = useShownRuns();
  const current = useCurrentRun();
  const now = useNow(1000);
  const bestOf = useBestMetrics(runs);
  const keys = useMemo(() => sortKeys(runs.flatMap((run) => Object.keys(run.metrics))), [runs]);

  if (runs.length === 0) {
    return (
      <EmptyState icon={<History />} title="No runs yet">
        <p>Each training is kept here with its settings, curves and weights, to compare, continue and export.</p>
        <TrainFirst />
      </EmptyState>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a table wider than the window is scrolled by keys
    <div className="@container h-full overflow-auto -outline-offset-2!" tabIndex={0}>
      <table aria-label="Runs" className="w-full border-separate border-spacing-0 text-xs whitespace-nowrap">
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:z-10 [&>th]:h-7 [&>th]:border-b [&>th]:border-edge [&>th]:bg-panel [&>th]:px-1.5 [&>th]:text-left [&>th]:font-medium [&>th]:text-muted">
            <th scope="col">
              <span className="sr-only">Shown in charts</span>
            </th>
            <th scope="col" className="left-0 z-20!">
              Run
            </th>
            <th scope="col">State</th>
            <th scope="col">Epochs</th>
            {keys.map((key) => (
              <th key={key} scope="col" className="text-right!" title={keyTitle(key)}>
                {keyTitle(key, true)}
              </th>
            ))}
            <th scope="col">Time</th>
            <th scope="col">Engine</th>
            <th scope="col" className="text-right!" title="Training examples in an epoch">
              Examples
            </th>
            <th scope="col" className="text-right!">
              Batch
            </th>
            <th scope="col" className="text-right!">
              Seed
            </th>
            <th scope="col">When</th>
            <th scope="col" className="right-0">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRowView
              key={run.id}
              run={run}
              keys={keys}
              best={bestOf(run)}
              now={now}
              shown={shown.includes(run)}
              onToggle={() => toggleShown(run.id, runs, current?.id ?? null)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RunRowProps {
  readonly run: RunRow;
  readonly keys: readonly string[];
  readonly best: Readonly<Record<string, Best>>;
  readonly now: number;
  readonly shown: boolean;
  readonly onToggle: () => void;
}

function RunRowView({ run, keys, best, now, shown, onToggle }: RunRowProps) {
  const duration = trainedTime(run, now);
  const open = (): void => {
    session.setState({ shownRuns: [run.id] });
    showTab('training');
  };
  return (
    <tr className="group [&>td]:h-7 [&>td]:border-b [&>td]:border-edge [&>td]:px-1.5 hover:[&>td]:bg-hover">
      <td className="w-8">
        <label className="flex items-center" title="Show in the charts">
          <input
            type="checkbox"
            className="size-3.5"
            aria-label={`Show Run ${run.number} in the charts`}
            checked={shown}
            onChange={onToggle}
            style={{ accentColor: `var(${runColour(run)})` }}
          />
        </label>
      </td>
      <td className="sticky left-0 z-[5] bg-panel">
        <button type="button" className="inline-flex items-center gap-1.5 font-medium hover:underline" onClick={open}>
          <span className="size-2 rounded-full" style={{ background: `var(${runColour(run)})` }} />
          Run {run.number}
        </button>
      </td>
      <td title={remarksOf(run) ?? undefined}>
        <span
          className={cx(
            (run.state === 'failed' || isBroken(run)) && 'text-danger',
            run.state === 'interrupted' && 'text-warning',
            isLive(run.state) && 'text-accent',
          )}
        >
          {stateTitles[run.state]}
        </span>
      </td>
      <td>
        {run.epoch} of {run.epochs}
      </td>
      {keys.map((key) => {
        const value = run.metrics[key];
        const top = best[key];
        const metric = metricOfKey(key);
        const tested = key.startsWith('test_') ? `\n${testWords(run)}` : '';
        return (
          <td key={key} className="text-right" title={value === undefined ? undefined : bestWords(value, top, metric) + tested}>
            {value === undefined ? <span className="text-faint">–</span> : formatMetric(metric, value)}
            {top !== undefined && top.value !== value && key.startsWith('val_') && (
              <span className="ml-1.5 hidden text-faint @min-[60rem]:inline">best {formatMetric(metric, top.value)}</span>
            )}
          </td>
        );
      })}
      <td>{duration === null ? '–' : formatDuration(duration)}</td>
      <td title={[run.engine, run.engineVersion, run.device].filter(Boolean).join(', ')}>
        <span className="block max-w-36">
          <MiddleText text={run.engine === null ? '–' : engineTitle(run.engine)} />
        </span>
      </td>
      <td className="text-right" title={splitWords(run)}>
        {run.trainExamples === null ? '–' : formatExact(run.trainExamples)}
      </td>
      <td className="text-right">{formatExact(run.batchSize)}</td>
      <td className="text-right">{run.seed}</td>
      <td title={formatTime(run.created)}>{formatAgo(run.created, now)}</td>
      <td className="sticky right-0 w-px bg-panel">
        <RunMenu run={run} />
      </td>
    </tr>
  );
}

const splitWords = ({ trainExamples, validationExamples, testExamples }: RunRow): string | undefined =>
  trainExamples === null
    ? undefined
    : `${formatExact(trainExamples)} for training, ${formatExact(validationExamples ?? 0)} for validation, ${formatExact(testExamples ?? 0)} for the test`;

const bestWords = (value: number, best: Best | undefined, metric: string): string =>
  formatExact(value) + (best ? `\nbest ${formatMetric(metric, best.value)} in epoch ${best.epoch}` : '');

/** What can be done with a run. */
export function RunMenu({ run }: { readonly run: RunRow }) {
  const live = isLive(run.state);
  return (
    <Menu
      align="end"
      trigger={
        <MenuButton label={`Actions for Run ${run.number}`} className="h-6!">
          <MoreHorizontal />
        </MenuButton>
      }
    >
      {(run.state === 'running' || run.state === 'starting') && (
        <MenuItem icon={<Pause />} onSelect={() => void controlRun('pauseRun', run.id)}>
          Pause
        </MenuItem>
      )}
      {isResumable(run.state) && (
        <MenuItem icon={<Play />} onSelect={() => resumeRun(run)}>
          {resumeTitle(run)}
        </MenuItem>
      )}
      {live && (
        <MenuItem icon={<Square />} onSelect={() => void controlRun('stopRun', run.id)}>
          Stop
        </MenuItem>
      )}
      <MenuItem icon={<Download />} disabled={!run.hasCheckpoint} onSelect={() => openDialog({ type: 'export', run: run.id })}>
        Export…
      </MenuItem>
      <MenuItem
        icon={<ListChecks />}
        disabled={!run.hasCheckpoint}
        onSelect={() => openDialog({ type: 'predictions', run: run.id, passes: 0 })}
      >
        Predictions…
      </MenuItem>
      {testChoices(run).map(({ weights, title, open }) => (
        <MenuItem key={weights} icon={<FlaskConical />} disabled={!open} onSelect={() => void testRun(run, weights)}>
          {title}
        </MenuItem>
      ))}
      <MenuItem icon={<RotateCcw />} onSelect={() => void restoreRun(run)}>
        Bring back its model
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Trash2 />} danger disabled={live} onSelect={() => deleteRun(run)}>
        Delete…
      </MenuItem>
    </Menu>
  );
}
