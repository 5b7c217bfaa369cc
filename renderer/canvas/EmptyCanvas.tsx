import { Workflow } from 'lucide-react';
import { addBlock } from '../state/editing/editGraph.ts';
import { openDialog } from '../state/sessionStore.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Keys } from '../ui/Keys.tsx';

/** What to do first in a project without blocks. */
export function EmptyCanvas() {
  return (
    <div className="pointer-events-none absolute inset-0">
      <EmptyState icon={<Workflow />} title="This model has no blocks yet">
        <p>A model begins with an Input and ends with an Output. Drag blocks in from the left and join them by their dots.</p>
        <div className="pointer-events-auto flex gap-2">
          <Button look="primary" onClick={() => addBlock('input')}>
            Add an Input
          </Button>
          <Button onClick={() => openDialog({ type: 'add', place: null, from: null })}>
            Add a block <Keys keys="A" />
          </Button>
        </div>
      </EmptyState>
    </div>
  );
}
