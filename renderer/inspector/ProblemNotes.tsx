import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../shared/graph/problem.ts';
import { cx } from '../ui/cx.ts';
import { sentence } from '../ui/sentence.ts';

/** Problems as notes, each with its fix in its words. */
export function ProblemNotes({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="Problems" className="m-0 flex list-none flex-col gap-1 border-b border-edge p-3">
      {problems.map((problem) => {
        const error = problem.severity === 'error';
        return (
          <li
            key={problem.message}
            className={cx(
              'flex gap-1.5 rounded-sm px-2 py-1.5 text-xs',
              error ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning',
            )}
          >
            {error ? <CircleAlert className="mt-px size-3.5 shrink-0" /> : <TriangleAlert className="mt-px size-3.5 shrink-0" />}
            <span className="min-w-0 wrap-break-word" data-selectable>
              {sentence(problem.message)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
