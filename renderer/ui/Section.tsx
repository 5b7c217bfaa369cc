import { useId, useState, type ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { cx } from './cx.ts';

interface SectionProps {
  readonly title: string;
  /** Shown at the right end of the heading. */
  readonly aside?: ReactNode;
  readonly folded?: boolean;
  readonly children: ReactNode;
}

/** A part of a panel that folds under its heading. */
export function Section({ title, aside, folded = false, children }: SectionProps) {
  const [open, setOpen] = useState(!folded);
  const id = useId();
  return (
    <section role="group" aria-label={title} className="border-b border-edge">
      <h3 className="m-0 flex items-center pr-3">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex h-8 min-w-0 flex-1 items-center gap-1 pl-2 text-xs font-semibold text-ink -outline-offset-2!"
        >
          <ChevronRight className={cx('size-3.5 shrink-0 text-faint transition-transform', open && 'rotate-90')} />
          <span className="truncate">{title}</span>
        </button>
        {aside !== undefined && <span className="shrink-0 text-xs text-muted">{aside}</span>}
      </h3>
      {open && (
        <div id={id} className="px-3 pb-3">
          {children}
        </div>
      )}
    </section>
  );
}
