import { useDocument, useSession } from '../state/studio.ts';
import { ModelInspector } from './ModelInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';
import { WireInspector } from './WireInspector.tsx';

/** What is selected, whole: a block, a wire, several things, or the model itself. */
export function Inspector() {
  return (
    <section aria-label="Inspector" className="h-full overflow-x-hidden overflow-y-auto bg-panel">
      <Selected />
    </section>
  );
}

function Selected() {
  const nodes = useSession((state) => state.selectedNodes);
  const edges = useSession((state) => state.selectedEdges);
  const graph = useDocument(({ open }) => open?.graph);
  if (!graph) return null;
  if (nodes.size + edges.size > 1) return <SelectionInspector />;
  const node = graph.nodes[[...nodes][0] ?? ''];
  if (node) return <NodeInspector key={node.id} node={node} />;
  const edge = graph.edges[[...edges][0] ?? ''];
  return edge ? <WireInspector edge={edge} /> : <ModelInspector />;
}
