import { Play } from 'lucide-react';
import { startRun } from '../state/runActions.ts';
import { showTab } from '../state/sessionStore.ts';
import { useDocument } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Keys } from '../ui/Keys.tsx';

/** What to do where nothing has been trained: train, or see first what keeps the model from it. */
export function TrainFirst() {
  const errors = useDocument(({ open }) => open?.inference.problems.some(({ severity }) => severity === 'error') ?? false);
  if (errors) return <Button onClick={() => showTab('problems')}>Show problems</Button>;
  return (
    <Button look="primary" onClick={() => void startRun()}>
      <Play /> Train this model <Keys keys="Ctrl+Enter" />
    </Button>
  );
}
