import type { Fix } from '../../../shared/run/doctor/finding.ts';
import { toast } from '../sessionStore.ts';
import { documents } from '../studio.ts';

/** Does what a finding of the doctor offers, as one step of undo, and says so; nothing where it is done already. */
export function applyFix(fix: Fix): void {
  const { open: now } = documents.getState();
  const edits = now && fix.edits(now.document);
  if (!edits) return;
  documents.edit(edits, { label: fix.title });
  const { id } = now.document;
  const undo = (): void => {
    if (documents.getState().open?.document.id === id) documents.undo();
  };
  toast('success', `${fix.title}: done.`, { action: { title: 'Undo', run: undo } });
}
