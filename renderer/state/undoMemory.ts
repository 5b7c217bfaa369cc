import { z } from 'zod';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { documentSchema, type ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import type { History, HistoryEntry } from './history.ts';

/** Characters of text that the kept steps may take: a browser has room for a few million, and other things want some. */
export const undoRoom = 1_000_000;

interface Kept {
  readonly history: History;
  /** The revision that the document stood on, and whether it had edits that were not saved: with them it is the draft. */
  readonly revision: number;
  readonly unsaved: boolean;
}

const edits = z.custom<readonly Edit[]>((value) => Array.isArray(value));
const entry = z.object({ label: z.string(), redo: edits, undo: edits, time: z.number() });
const keptSchema = z.object({ revision: z.number(), unsaved: z.boolean(), past: z.array(entry), future: z.array(entry) });
const key = (project: string): string => `netloom.undo.${project}`;

/** Keeps the steps of undo beyond the page, the nearest ones where there is not room for all. */
export function keepUndo(project: string, { history, revision, unsaved }: Kept, storage: Storage = window.sessionStorage): void {
  let room = undoRoom;
  const fits = (step: HistoryEntry): boolean => (room -= JSON.stringify(step).length) >= 0;
  const takeNearest = (steps: readonly HistoryEntry[]): readonly HistoryEntry[] => {
    const end = steps.findIndex((step) => !fits(step));
    return end === -1 ? steps : steps.slice(0, end);
  };
  const past = takeNearest(history.past.toReversed()).toReversed();
  const future = takeNearest(history.future);
  try {
    if (past.length + future.length === 0) storage.removeItem(key(project));
    else storage.setItem(key(project), JSON.stringify({ revision, unsaved, past, future }));
  } catch {
    // No room: then there are no steps, which is better than wrong ones.
    storage.removeItem(key(project));
  }
}

/** The kept steps, where they belong to this very document; null when they do not, or cannot be read. */
export function findUndo(
  document: ProjectDocument,
  { revision, unsaved }: Pick<Kept, 'revision' | 'unsaved'>,
  storage: Storage = window.sessionStorage,
): History | null {
  const text = storage.getItem(key(document.id));
  if (text === null) return null;
  try {
    const kept = keptSchema.parse(JSON.parse(text));
    if (kept.revision !== revision || kept.unsaved !== unsaved) return null;
    // Typing on after a reload begins a step of its own.
    const [past, future] = [kept.past, kept.future].map((steps) => steps.map((step): HistoryEntry => ({ ...step, merge: null })));
    if (!past || !future) return null;
    tryAll(document, past.toReversed(), 'undo');
    tryAll(document, future, 'redo');
    return { past, future };
  } catch {
    return null;
  }
}

/** Throws unless every step can be taken and leads to a document. */
function tryAll(document: ProjectDocument, steps: readonly HistoryEntry[], way: 'undo' | 'redo'): void {
  documentSchema.parse(steps.reduce((now, step) => applyEdits(now, step[way]).document, document));
}
