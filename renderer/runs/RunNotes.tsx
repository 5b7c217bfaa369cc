import { useState } from 'react';
import { ChevronDown, ChevronRight, Info } from 'lucide-react';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { notesOf } from './runWords.ts';

/** What a run had to say while it trained: a line, which opens to the whole of it. Nothing where it had nothing to say. */
export function RunNotes({ run }: { readonly run: RunRow }) {
  const [open, setOpen] = useState(false);
  const notes = notesOf(run);
  if (notes.length === 0) return null;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section aria-label={`Notes of Run ${run.number}`} className="shrink-0 border-b border-edge px-3 py-1 text-xs">
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full min-w-0 items-center gap-1.5 text-left hover:underline"
        onClick={() => setOpen(!open)}
      >
        <Info className="size-3.5 shrink-0 text-warning" />
        <span className="shrink-0 font-medium">{notes.length === 1 ? 'Note' : `${notes.length} notes`}</span>
        {!open && <span className="min-w-0 truncate text-muted">{notes.join(' ')}</span>}
        <Chevron className="ml-auto size-3.5 shrink-0 text-muted" />
      </button>
      {open && (
        <ul className="m-0 max-h-32 list-none overflow-y-auto p-0 pb-0.5 pl-5">
          {notes.map((note) => (
            <li key={note} data-selectable className="py-0.5">
              {note}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
