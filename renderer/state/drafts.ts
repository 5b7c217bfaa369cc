import { z } from 'zod';
import { documentSchema, type ProjectDocument } from '../../shared/graph/document.ts';

/** Edits that were not yet acknowledged when the page went away. */
export interface Draft {
  readonly document: ProjectDocument;
  /** The revision they were made on. */
  readonly revision: number;
}

const draftSchema = z.object({ document: documentSchema, revision: z.number().int() });
const key = (project: string): string => `netloom.draft.${project}`;

/** Puts the edits of a project aside in this browser; false where it has no room. */
export function keepDraft(draft: Draft, storage: Storage = window.localStorage): boolean {
  try {
    storage.setItem(key(draft.document.id), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(project: string, storage: Storage = window.localStorage): void {
  storage.removeItem(key(project));
}

/** What was put aside for a project; null when there is nothing, or nothing readable. */
export function findDraft(project: string, storage: Storage = window.localStorage): Draft | null {
  const text = storage.getItem(key(project));
  if (text === null) return null;
  try {
    const parsed = draftSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.document.id === project ? parsed.data : null;
  } catch {
    return null;
  }
}
