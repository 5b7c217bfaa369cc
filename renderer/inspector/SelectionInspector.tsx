import { Copy, CopyPlus, Trash2 } from 'lucide-react';
import { copyFromMenu, deleteSelection, duplicateSelection } from '../state/editing/editGraph.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { useDocument, useSession } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { countFact } from './countFact.ts';
import { Facts } from './Facts.tsx';
import { InspectorTitle } from './InspectorTitle.tsx';

/** Several blocks or wires: what they come to, and what can be done with all of them. */
export function SelectionInspector() {
  const nodes = useSession((state) => state.selectedNodes);
  const edges = useSession((state) => state.selectedEdges);
  const inference = useDocument(({ open }) => open?.known);
  if (!inference) return null;
  const sum = (pick: 'parameters' | 'multiplyAdds'): number =>
    [...nodes].reduce((total, id) => total + (inference.nodes[id]?.[pick] ?? 0), 0);
  const known = [...nodes].every((id) => inference.nodes[id]?.outputs != null);
  const title = [...(nodes.size > 0 ? [plural(nodes.size, 'block')] : []), ...(edges.size > 0 ? [plural(edges.size, 'wire')] : [])].join(
    ', ',
  );
  return (
    <>
      <InspectorTitle title={title} text="Selected together." />
      {nodes.size > 0 && (
        <Section title="Together">
          <Facts
            rows={[
              countFact('Parameters', sum('parameters'), known),
              countFact('Multiply-adds', sum('multiplyAdds'), known, ' for one example'),
            ]}
          />
        </Section>
      )}
      <div className="flex flex-wrap gap-2 p-3">
        {nodes.size > 0 && (
          <>
            <Button onClick={() => void copyFromMenu()}>
              <Copy /> Copy
            </Button>
            <Button onClick={duplicateSelection}>
              <CopyPlus /> Duplicate
            </Button>
          </>
        )}
        <Button onClick={() => deleteSelection()}>
          <Trash2 /> Delete
        </Button>
      </div>
    </>
  );
}
