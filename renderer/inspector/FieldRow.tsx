import { useId, type ReactNode } from 'react';
import { Info } from 'lucide-react';
import { Tooltip } from '../ui/Tooltip.tsx';

interface FieldRowProps {
  /** The parameter's name, by which a problem finds its field. */
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** What is wrong with the value, and what still holds. */
  readonly problems: readonly string[];
  /** Beside the label (a number) or below it (a list, a nested form). */
  readonly wide?: boolean;
  readonly children: (describedBy: string | undefined) => ReactNode;
}

/** One line of a form: label with its help, the control, and under it what is wrong. */
export function FieldRow({ name, title, help, problems, wide = false, children }: FieldRowProps) {
  const id = useId();
  const wrong = problems.length > 0;
  return (
    <div className="py-0.5" data-param={name}>
      <div className={wide ? '' : 'grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] items-center gap-2'}>
        <div className="flex min-h-7 min-w-0 items-center gap-1 text-xs text-muted">
          <span className="min-w-0 leading-4 break-words">{title}</span>
          <Tooltip side="left" text={help}>
            <button type="button" tabIndex={-1} aria-label={`About ${title}`} className="shrink-0 text-faint opacity-60 hover:opacity-100">
              <Info className="size-3" />
            </button>
          </Tooltip>
        </div>
        <div className="min-w-0">{children(wrong ? id : undefined)}</div>
      </div>
      {wrong && (
        <p id={id} role="alert" className="mt-0.5 mb-1 rounded-sm bg-danger-soft px-2 py-1 text-xs text-danger" data-selectable>
          {problems.join(' ')}
        </p>
      )}
    </div>
  );
}
