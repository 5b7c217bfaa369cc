import { isLive } from '../../shared/run/runState.ts';
import { useConnection, useDocument, useRuns, useSession } from '../state/studio.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { useCurrentRun } from '../state/useProjectRuns.ts';
import { formatCount, formatExact } from '../ui/formatNumber.ts';
import { notKnown } from '../ui/notKnown.ts';
import { stateTitles } from '../runs/runWords.ts';

/** One line at the foot: what the program is doing, and what is selected. */
export function StatusLine() {
  const inference = useDocument((state) => state.open?.inference);
  const connection = useConnection((state) => state.state);
  const selected = useSession((state) => state.selectedNodes.size);
  const run = useCurrentRun();
  const elsewhere = useRuns(({ runs }) => Object.values(runs).find((other) => isLive(other.state) && other.projectId !== run?.projectId));
  if (!inference) return null;
  const errors = inference.problems.filter((problem) => problem.severity === 'error').length;
  const doing =
    connection !== 'open'
      ? 'Not connected'
      : run && isLive(run.state)
        ? `Run ${run.number}: ${stateTitles[run.state].toLowerCase()}`
        : elsewhere !== undefined
          ? `"${elsewhere.projectName}", run ${elsewhere.number}: ${stateTitles[elsewhere.state].toLowerCase()}`
          : errors > 0
            ? `${plural(errors, 'problem')} to solve before training`
            : 'Ready';
  return (
    <footer
      role="group"
      aria-label="Status"
      className="flex h-6 shrink-0 items-center gap-4 border-t border-edge bg-panel px-3 text-2xs text-muted"
    >
      <span className="truncate">{doing}</span>
      <span className="flex-1" />
      {selected > 0 && <span className="shrink-0">{plural(selected, 'block')} selected</span>}
      {inference.complete ? (
        <>
          <span className="shrink-0" title={`${formatExact(inference.parameters)} parameters`}>
            {formatCount(inference.parameters)} parameters
          </span>
          <span className="shrink-0" title={`${formatExact(inference.multiplyAdds)} for one example`}>
            {formatCount(inference.multiplyAdds)} multiply-adds
          </span>
        </>
      ) : (
        <span className="shrink-0">parameters {notKnown}</span>
      )}
    </footer>
  );
}
