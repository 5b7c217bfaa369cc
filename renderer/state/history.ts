import { applyEdits } from '../../shared/graph/applyEdits.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';

/** What one Undo takes back. */
export interface HistoryEntry {
  /** What was done, as in "Undo: Delete 2 blocks". */
  readonly label: string;
  readonly redo: readonly Edit[];
  readonly undo: readonly Edit[];
  /** Entries of one key that follow each other closely are one: typing in a field, nudging by keys. */
  readonly merge: string | null;
  readonly time: number;
}
export interface History {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}
export interface Changed {
  readonly document: ProjectDocument;
  readonly history: History;
}

export const emptyHistory: History = { past: [], future: [] };
/** Steps that can be taken back, and the pause (ms) after which edits of one key are two steps. */
export const historyLimit = 1000;
export const mergePause = 1500;

interface EditOptions {
  readonly label: string;
  readonly merge?: string | null;
  readonly time: number;
}

/** Applies edits and remembers how to take them back. Throws as `applyEdits` does, and then nothing has changed. */
export function recordEdits(document: ProjectDocument, history: History, edits: readonly Edit[], options: EditOptions): Changed {
  const { document: edited, inverse } = applyEdits(document, edits);
  const { label, merge = null, time } = options;
  const last = history.past.at(-1);
  const joins =
    last !== undefined && merge !== null && last.merge === merge && time - last.time <= mergePause && history.future.length === 0;
  const entry: HistoryEntry = joins
    ? { label, merge, time, redo: [...last.redo, ...edits], undo: [...inverse, ...last.undo] }
    : { label, merge, time, redo: edits, undo: inverse };
  const past = joins ? history.past.slice(0, -1) : history.past.slice(-historyLimit + 1);
  return { document: edited, history: { past: [...past, entry], future: [] } };
}

/** Takes back the newest step; null when there is none. */
export function undoEdits(document: ProjectDocument, history: History): Changed | null {
  const entry = history.past.at(-1);
  if (!entry) return null;
  return {
    document: applyEdits(document, entry.undo).document,
    history: { past: history.past.slice(0, -1), future: [entry, ...history.future] },
  };
}

/** Does again what was taken back last; null when there is nothing. */
export function redoEdits(document: ProjectDocument, history: History): Changed | null {
  const [entry, ...future] = history.future;
  if (!entry) return null;
  // A step done again is closed: typing on after it begins a new one.
  return { document: applyEdits(document, entry.redo).document, history: { past: [...history.past, { ...entry, merge: null }], future } };
}
