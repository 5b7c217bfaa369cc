import { Dices } from 'lucide-react';
import { openDialog } from '../state/sessionStore.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';

/** Passes that the predictions begin with. */
const passes = 30;

/** The way to predictions with what drops left on, for a block that drops. */
export function DropsSection() {
  const trained = useProjectRuns().some((run) => run.hasCheckpoint);
  return (
    <Section title="Left on at prediction">
      {trained ? (
        <Button onClick={() => openDialog({ type: 'predictions', run: null, passes })}>
          <Dices /> See how far answers spread…
        </Button>
      ) : (
        <p className="m-0 text-xs text-muted">
          Train first: then predictions can be made many times with this block left on, each time dropping other numbers. Their mean is the
          answer of an ensemble, and their spread says how sure it is.
        </p>
      )}
    </Section>
  );
}
