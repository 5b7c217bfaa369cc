import { FilePlus, FolderInput, KeyRound } from 'lucide-react';
import { createEmpty, importFromFile } from '../state/projectActions.ts';
import { useConnection, useProjects } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ProjectTable } from './ProjectTable.tsx';
import { TemplateCards } from './TemplateCards.tsx';

/** The first screen: what was worked on before, and ready projects one click away. */
export function StartView() {
  const loaded = useProjects((state) => state.loaded);
  const refusal = useConnection((state) => (state.state === 'refused' ? state.message : null));
  const open = useConnection((state) => state.state === 'open');
  return (
    <main aria-label="Start" className="h-full overflow-y-auto bg-canvas">
      <div className="mx-auto flex max-w-[1040px] min-[1600px]:max-w-[1352px] flex-col gap-8 px-8 pt-10 pb-12">
        <header className="flex items-end gap-4">
          <div className="min-w-0 flex-1">
            <h1 className="text-xl font-semibold">Netloom</h1>
            <p className="text-muted">Draw a neural network, train it on this machine, watch it learn, take it with you.</p>
          </div>
          <Button disabled={!open} onClick={() => void createEmpty()}>
            <FilePlus /> New empty project
          </Button>
          <Button disabled={!open} onClick={importFromFile} title="Open a .netloom.json file. Dropping one on the window does the same.">
            <FolderInput /> Import…
          </Button>
        </header>
        {refusal === null ? (
          <>
            {loaded && <ProjectTable />}
            <TemplateCards />
          </>
        ) : (
          <EmptyState icon={<KeyRound />} title="This browser has no key to the studio">
            <p className="max-w-[60ch]">{refusal}</p>
          </EmptyState>
        )}
      </div>
    </main>
  );
}
