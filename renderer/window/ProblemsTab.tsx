import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { problemPlace } from '../../shared/graph/problemPlace.ts';
import type { Problem } from '../../shared/graph/problem.ts';
import { canvasView } from '../state/editing/canvasStore.ts';
import { select } from '../state/sessionStore.ts';
import { documents, useDocument } from '../state/studio.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { sentence } from '../ui/sentence.ts';
import { expandPanel } from './panels.ts';

/** All that is wrong, errors first; a click leads to where it is. */
export function ProblemsTab() {
  const open = useDocument((state) => state.open);
  if (!open) return null;
  const problems = open.inference.problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  if (problems.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title="No problems">
        <p>The model is ready to train.</p>
      </EmptyState>
    );
  }
  const placeOf = (problem: Problem): string => {
    const block = problemPlace(open.document, problem);
    if (block !== null) return block;
    return problem.section === 'training' ? 'Training' : problem.section === 'data' ? 'Data' : 'Model';
  };
  return (
    <ul aria-label="Problems" className="h-full overflow-y-auto py-1">
      {problems.map((problem) => (
        <li key={`${problem.within?.join('/') ?? ''}/${problem.node ?? problem.section ?? ''}/${problem.param ?? ''}/${problem.message}`}>
          <button
            type="button"
            className="flex w-full items-start gap-2 px-3 py-1 text-left -outline-offset-2! hover:bg-hover"
            onClick={() => goTo(problem)}
          >
            {problem.severity === 'error' ? (
              <CircleAlert role="img" aria-label="Error" className="mt-0.5 size-4 shrink-0 text-danger" />
            ) : (
              <TriangleAlert role="img" aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-warning" />
            )}
            <span className="w-40 shrink-0 truncate font-medium" title={placeOf(problem)}>
              {placeOf(problem)}
            </span>
            <span className="min-w-0 flex-1">{sentence(problem.message)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function goTo(problem: Problem): void {
  expandPanel('right');
  documents.enter(problem.within ?? []);
  select(problem.node === undefined ? [] : [problem.node], problem.edge === undefined ? [] : [problem.edge]);
  const { node } = problem;
  // A graph that was just opened is drawn first.
  if (node !== undefined) requestAnimationFrame(() => canvasView()?.reveal(node));
  const { param } = problem;
  if (param === undefined) return;
  // The inspector draws the selection first.
  requestAnimationFrame(() => {
    const row = document.querySelector(`[aria-label="Inspector"] [data-param="${CSS.escape(param)}"]`);
    row?.querySelector<HTMLElement>('input, select')?.focus();
  });
}
