import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import { inferDocument } from '../../shared/graph/inferDocument.ts';
import type { RevisionRow } from '../../shared/ipc/rows.ts';
import { GraphSketch } from '../projects/GraphSketch.tsx';
import { Swatch } from '../runs/ChartLegend.tsx';
import { runColour } from '../runs/runColour.ts';
import { messageOf } from '../state/connection.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { restoreRevision } from '../state/projectActions.ts';
import { openDialog } from '../state/sessionStore.ts';
import { contract, useDocument } from '../state/studio.ts';
import { useNow } from '../state/useNow.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatAgo, formatCount, formatTime } from '../ui/formatNumber.ts';

/** The kept versions of the project: when, what was changed, what was trained from each; one of them can be brought back. */
export function HistoryDialog() {
  const { project, revisions, more, problem, loadMore } = useRevisions();
  const [chosen, setChosen] = useState<number | null>(null);
  const now = useNow(30_000);
  const close = (): void => openDialog(null);
  const number = chosen ?? revisions?.[0]?.number ?? null;
  const at = revisions?.findIndex((revision) => revision.number === number) ?? -1;
  const row = revisions?.[at];
  const isNewest = at === 0;
  const restore = (): void => {
    if (!row || isNewest) return;
    close();
    void restoreRevision(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      restore();
      return;
    }
    const last = (revisions?.length ?? 1) - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = revisions?.[Math.max(0, Math.min(last, to))];
    if (next) setChosen(next.number);
  };
  return (
    <Dialog title="History of the project" onClose={close} className="w-[820px]">
      <div className="flex h-[min(520px,calc(100vh-160px))] min-h-0">
        <div className="flex w-[400px] shrink-0 flex-col border-r border-edge">
          {problem !== null && (
            <p role="alert" className="m-3 rounded-sm bg-danger-soft px-2 py-1.5 text-xs text-danger" data-selectable>
              {problem}
            </p>
          )}
          {revisions?.length === 1 && !more && (
            <p className="m-0 border-b border-edge px-4 py-2 text-xs text-muted">
              Nothing has been changed yet. Every change is kept here as it is saved.
            </p>
          )}
          <div
            role="listbox"
            aria-label="Revisions"
            tabIndex={0}
            data-autofocus
            aria-activedescendant={number === null ? undefined : `revision-${number}`}
            onKeyDown={onKeyDown}
            className="group/list min-h-0 flex-1 overflow-y-auto p-1.5 outline-none!"
          >
            {revisions?.map((revision, index) => (
              <Revision
                key={revision.number}
                revision={revision}
                now={now}
                newest={index === 0}
                chosen={revision.number === number}
                onChoose={() => setChosen(revision.number)}
                onRestore={restore}
              />
            ))}
          </div>
          {more && (
            <div className="shrink-0 border-t border-edge p-2">
              <Button className="w-full" onClick={loadMore}>
                Show older
              </Button>
            </div>
          )}
        </div>
        <div className="flex min-w-0 flex-1 flex-col">
          {project !== null && row ? <Preview key={row.number} project={project} revision={row} /> : null}
          <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-edge px-4 py-3">
            {isNewest && <span className="min-w-0 flex-1 text-xs text-muted">This is the project as it is now.</span>}
            <Button onClick={close}>Close</Button>
            <Button look="primary" disabled={!row || isNewest} onClick={restore}>
              Restore
            </Button>
          </footer>
        </div>
      </div>
    </Dialog>
  );
}

/** The pages of revisions that were asked for so far; the first is loaded anew whenever the project is saved. */
function useRevisions() {
  const project = useDocument(({ open }) => open?.document.id ?? null);
  const newest = useDocument(({ open }) => open?.revision);
  const [pages, setPages] = useState<{ readonly revisions: readonly RevisionRow[]; readonly more: boolean } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (project === null) return undefined;
    let wanted = true;
    contract.call('listRevisions', { project }).then(
      (page) => wanted && setPages(page),
      (error: unknown) => wanted && setProblem(messageOf(error)),
    );
    return () => void (wanted = false);
  }, [project, newest]);
  const last = pages?.revisions.at(-1)?.number;
  const loadMore = useCallback((): void => {
    if (project === null || last === undefined) return;
    contract.call('listRevisions', { project, before: last }).then(
      (page) =>
        setPages((before) =>
          before?.revisions.at(-1)?.number === last ? { revisions: [...before.revisions, ...page.revisions], more: page.more } : before,
        ),
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, [project, last]);
  return { project, revisions: pages?.revisions, more: pages?.more === true, problem, loadMore };
}

interface RevisionProps {
  readonly revision: RevisionRow;
  readonly now: number;
  readonly newest: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onRestore: () => void;
}

function Revision({ revision, now, newest, chosen, onChoose, onRestore }: RevisionProps) {
  const ref = useRef<HTMLDivElement>(null);
  const trained = useProjectRuns().filter((run) => run.revision === revision.number);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // The list has the keys: arrows choose, Enter restores.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={ref}
      id={`revision-${revision.number}`}
      role="option"
      aria-selected={chosen}
      onClick={onChoose}
      onDoubleClick={onRestore}
      className={cx(
        'rounded-sm px-2.5 py-1.5',
        chosen
          ? 'bg-accent-soft outline-accent group-focus-visible/list:outline-2 group-focus-visible/list:-outline-offset-2'
          : 'hover:bg-hover',
      )}
    >
      <div className="line-clamp-2 text-sm" title={revision.label}>
        {revision.label}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
        <span title={formatTime(revision.created)}>{formatAgo(revision.created, now)}</span>
        <span className="text-faint">Revision {revision.number}</span>
        {newest && <span className="font-medium text-accent">current</span>}
        {trained.map((run) => (
          <span key={run.id} className="inline-flex items-center gap-1">
            <Swatch variable={runColour(run)} /> Run {run.number}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The model of a revision as a small picture, with what it comes to. */
function Preview({ project, revision }: { readonly project: string; readonly revision: RevisionRow }) {
  const [found, setFound] = useState<ProjectDocument | string | null>(null);
  useEffect(() => {
    let wanted = true;
    contract.call('getRevision', { project, number: revision.number }).then(
      (document) => wanted && setFound(document),
      (error: unknown) => wanted && setFound(messageOf(error)),
    );
    return () => void (wanted = false);
  }, [project, revision.number]);
  if (typeof found === 'string') return <EmptyState title={found} />;
  if (!found) return <div className="min-h-0 flex-1" aria-busy />;
  const inference = inferDocument(found);
  const blocks = Object.keys(rootGraph(found).nodes).length;
  const errors = inference.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <section aria-label={`Revision ${revision.number}`} className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <div className="min-h-0 flex-1 rounded-md border border-edge bg-sunken p-3">
        {blocks === 0 ? <EmptyState title="No blocks" /> : <GraphSketch document={found} />}
      </div>
      <div className="text-xs text-muted">
        <p className="m-0 truncate text-sm font-medium text-ink">{found.name}</p>
        <p className="m-0">
          {plural(blocks, 'block')}, {errors > 0 ? plural(errors, 'problem') : `${formatCount(inference.parameters)} parameters`}
        </p>
        <p className="m-0">Saved {formatTime(revision.created)}</p>
      </div>
    </section>
  );
}
