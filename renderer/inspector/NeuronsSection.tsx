import { ScanSearch } from 'lucide-react';
import type { GraphNode } from '../../shared/graph/document.ts';
import { openDialog } from '../state/sessionStore.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';

/** The way to what single units of a Dense block compute, once a run has weights. */
export function NeuronsSection({ node }: { readonly node: GraphNode }) {
  const trained = useProjectRuns().some((run) => run.hasCheckpoint);
  return (
    <Section title="Neurons">
      {trained ? (
        <Button onClick={() => openDialog({ type: 'neurons', node: node.id })}>
          <ScanSearch /> Look at its neurons…
        </Button>
      ) : (
        <p className="m-0 text-xs text-muted">
          Train first: what each unit of this layer computes for an example can be seen here once a run has weights, at the end of its first
          epoch or at a pause.
        </p>
      )}
    </Section>
  );
}
