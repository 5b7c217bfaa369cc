import { isLive } from '../../shared/run/runState.ts';
import { trainedTime } from '../../shared/run/trainedTime.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { runProgress } from '../state/currentRun.ts';
import { useNow } from '../state/useNow.ts';
import { formatDuration, formatExact } from '../ui/formatNumber.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Swatch } from './ChartLegend.tsx';
import { runColour } from './runColour.ts';
import { TestOfRun } from './TestOfRun.tsx';
import { stateTitles } from './runWords.ts';

/** The runs that are shown, in a line: colour, state, how far, how long. */
export function RunSummary({ runs }: { readonly runs: readonly RunRow[] }) {
  const now = useNow(1000);
  const [first] = runs;
  if (!first) return <span className="text-xs text-muted">No run is shown</span>;
  if (runs.length > 1) {
    return (
      <span className="flex min-w-0 items-center gap-x-3 overflow-hidden text-xs">
        {runs.map((run) => (
          <span key={run.id} className="inline-flex shrink-0 items-center gap-1">
            <Swatch variable={runColour(run)} /> Run {run.number}
          </span>
        ))}
      </span>
    );
  }
  const duration = trainedTime(first, now);
  const live = isLive(first.state);
  return (
    <span className="flex min-w-0 items-center gap-2 text-xs whitespace-nowrap">
      <span className="inline-flex items-center gap-1.5 font-medium">
        <Swatch variable={runColour(first)} /> Run {first.number}
      </span>
      <span className="text-muted">{stateTitles[first.state]}</span>
      {live && (
        <ProgressBar label={`Progress of Run ${first.number}`} value={runProgress(first)} className="hidden w-24 @min-[22rem]:block" />
      )}
      <span className="text-muted" title={`Step ${formatExact(first.step)}`}>
        {first.epoch} of {first.epochs}
        <span className="hidden @min-[15rem]:inline">{first.epochs === 1 ? ' epoch' : ' epochs'}</span>
      </span>
      {duration !== null && <span className="text-muted">{formatDuration(duration)}</span>}
      {!live && <TestOfRun run={first} />}
      {live && first.reason !== null && (
        <span className="min-w-0 truncate text-muted" title={first.reason}>
          {first.reason}
        </span>
      )}
    </span>
  );
}
