import { useMemo, useState } from 'react';
import { CodeXml, Copy, FolderDown } from 'lucide-react';
import { kerasScript } from '../../shared/codegen/kerasScript.ts';
import { scriptNotices } from '../../shared/codegen/scriptNotices.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { expectedSteps } from '../../shared/plan/expectedSteps.ts';
import { showTab, toast } from '../state/sessionStore.ts';
import { attempt, contract, useDocument } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** The project as a Keras script, as it stands at each edit. */
export function CodeTab() {
  const document = useDocument(({ open }) => open?.document);
  const made = useMemo(() => (document ? scriptOf(document) : null), [document]);
  const [writing, setWriting] = useState(false);
  if (!document) return null;
  if (made === null) {
    return (
      <EmptyState icon={<CodeXml />} title="The model is not whole yet">
        <p>Its Keras script stands here as soon as its problems are solved.</p>
        <Button onClick={() => showTab('problems')}>Show problems</Button>
      </EmptyState>
    );
  }
  const { script, notices } = made;
  const copy = (): void =>
    void navigator.clipboard.writeText(script).then(
      () => toast('success', 'The script is in the clipboard.'),
      () => toast('error', 'The browser does not let the clipboard be written: select the text and copy it.'),
    );
  const save = async (): Promise<void> => {
    setWriting(true);
    await attempt('write the script', async () => {
      const { directory, files } = await contract.call('writeScript', { document });
      const show = window.netloom && { title: 'Show folder', run: () => void window.netloom?.showFolder(directory) };
      toast('success', `${files.map(({ name }) => name).join(' and ')} are in ${directory}. Run there: python train.py`, {
        ...(show && { action: show }),
      });
    });
    setWriting(false);
  };
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-edge px-3">
        <span className="min-w-0 flex-1 truncate text-xs text-muted">
          This project in Python, for Keras 3 as it is; saving brings the examples along.
        </span>
        <Button look="quiet" onClick={copy}>
          <Copy /> Copy
        </Button>
        <Button disabled={writing} onClick={() => void save()}>
          <FolderDown /> {writing ? 'Writing…' : 'Save with data'}
        </Button>
      </div>
      {notices.length > 0 && (
        <ul
          role="note"
          aria-label="What the script does otherwise"
          className="m-0 list-none bg-warning-soft px-3 py-1 text-xs text-warning"
          data-selectable
        >
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <pre
        aria-label="Keras script"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds nothing to focus, and must be scrolled by keys
        tabIndex={0}
        data-selectable
        className="m-0 min-h-0 flex-1 overflow-auto p-3 font-mono text-xs leading-5 -outline-offset-2!"
      >
        {script}
      </pre>
    </div>
  );
}

/** The script, with what it does otherwise than the studio, or null while the model has problems. */
function scriptOf(document: ProjectDocument): { readonly script: string; readonly notices: readonly string[] } | null {
  const built = buildPlan(document);
  return 'problems' in built ? null : { script: kerasScript(built.plan, expectedSteps(document)), notices: scriptNotices(built.plan) };
}
