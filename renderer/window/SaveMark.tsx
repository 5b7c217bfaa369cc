import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import type { SaveState } from '../state/documentStore.ts';
import { useDocument } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';

const words: Readonly<Record<SaveState, string>> = {
  saved: 'Saved',
  unsaved: 'Saving…',
  saving: 'Saving…',
  failed: 'Not saved',
  conflict: 'Changed elsewhere',
};

/** Whether everything is on disk. */
export function SaveMark() {
  const save = useDocument((state) => state.save);
  const problem = useDocument((state) => state.saveProblem);
  const bad = save === 'failed' || save === 'conflict';
  const Icon = save === 'saved' ? Check : bad ? CircleAlert : LoaderCircle;
  return (
    <Tooltip text={problem ?? (save === 'saved' ? 'Every change is saved by itself' : words[save])}>
      <span
        role="status"
        aria-label="Saved state"
        className={cx('flex min-w-18 shrink-0 items-center gap-1 text-xs max-[1180px]:min-w-4', bad ? 'text-danger' : 'text-faint')}
      >
        <Icon className="size-3.5" />
        <span className={cx(!bad && 'max-[1180px]:sr-only')}>{words[save]}</span>
      </span>
    </Tooltip>
  );
}
