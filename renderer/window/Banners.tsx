import { attempt, documents, notices, useConnection, useDocument, useNotice } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';

/** What a person has to know until it is over: the connection is away, the project was changed elsewhere, or the data was damaged. */
export function Banners() {
  const connection = useConnection((state) => state.state);
  const refusal = useConnection((state) => state.message);
  // Without a project the start says it, in place of what it cannot list.
  const open = useDocument((state) => state.open !== null);
  const save = useDocument((state) => state.save);
  const problem = useDocument((state) => state.saveProblem);
  const notice = useNotice((state) => state.notice);
  return (
    <>
      {notice !== null && (
        <Banner>
          <span className="min-w-0 flex-1 wrap-anywhere" data-selectable>
            {notice}
          </span>
          <Button onClick={notices.dismiss}>Understood</Button>
        </Banner>
      )}
      {connection === 'lost' && (
        <Banner>
          Connection lost, trying again. Your edits are kept.
          {/* At its old port the page finds it by itself; at another one it cannot. */}
          {window.netloom === undefined && ' If Netloom was started again, open the address it printed then.'}
        </Banner>
      )}
      {connection === 'refused' && open && <Banner>{refusal}</Banner>}
      {save === 'conflict' && (
        <Banner>
          <span className="min-w-0 flex-1">This project was saved elsewhere while you edited it here. Which one should stay?</span>
          <Button onClick={() => void attempt('keep this version', () => documents.settle('mine'))}>Keep mine</Button>
          <Button onClick={() => void attempt('take the other version', () => documents.settle('theirs'))}>Take theirs</Button>
        </Banner>
      )}
      {save === 'failed' && connection === 'open' && (
        <Banner>
          <span className="min-w-0 flex-1">Could not save: {problem}</span>
          <Button onClick={() => void attempt('save', () => documents.flush())}>Try again</Button>
        </Banner>
      )}
    </>
  );
}

const Banner = ({ children }: { readonly children: React.ReactNode }) => (
  <div role="alert" className="flex min-h-9 shrink-0 items-center gap-2 border-b border-edge bg-warning-soft px-3 py-1 text-warning">
    {children}
  </div>
);
