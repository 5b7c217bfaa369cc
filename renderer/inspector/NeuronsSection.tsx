import { ScanSearch } from 'lucide-react';
import type { GraphNode } from '../../shared/graph/document.ts';
import { inRepeat } from '../state/editing/inRepeat.ts';
import { openDialog } from '../state/sessionStore.ts';
import { useDocument } from '../state/studio.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';

/** The way to what single units of a Dense block compute, once a run has weights. */
export function NeuronsSection({ node }: { readonly node: GraphNode }) {
  const trained = useProjectRuns().some((run) => run.hasCheckpoint);
  const alone = useDocument(({ open }) => open !== null && !inRepeat(open));
  return (
    <Section title="Neurons">
      {!alone ? (
        <p className="m-0 text-xs text-muted">
          This block stands in a group that repeats: each copy has weights of its own, and what a single one computes cannot be looked into.
          In a group whose repeat is 1 it can.
        </p>
      ) : trained ? (
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
