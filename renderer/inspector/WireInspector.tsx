import { ArrowRight } from 'lucide-react';
import { formatShape, sizeOf } from '../../shared/catalogue/tensorSpec.ts';
import type { Edge } from '../../shared/graph/document.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import { deleteSelection } from '../state/editing/editGraph.ts';
import { select } from '../state/sessionStore.ts';
import { useDocument } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { formatBytes, formatCount, formatExact } from '../ui/formatNumber.ts';
import { Section } from '../ui/Section.tsx';
import { Facts } from './Facts.tsx';
import { InspectorTitle } from './InspectorTitle.tsx';

/** One wire: the tensor that flows through it. */
export function WireInspector({ edge }: { readonly edge: Edge }) {
  const graph = useDocument(({ open }) => open?.graph);
  const spec = useDocument(({ open }) => open?.known.nodes[edge.source.node]?.outputs?.[edge.source.port]);
  const from = graph?.nodes[edge.source.node];
  const to = graph?.nodes[edge.target.node];
  if (!from || !to) return null;
  const size = spec ? sizeOf(spec.shape) : null;
  return (
    <>
      <InspectorTitle title="Wire" text="A tensor on its way from one block to the next." />
      <Section title="Ends">
        <div className="flex min-w-0 items-center gap-1">
          <Button className="min-w-0 shrink! truncate" onClick={() => select([from.id])}>
            <span className="truncate">{nodeTitle(from)}</span>
          </Button>
          <ArrowRight className="size-4 shrink-0 text-faint" />
          <Button className="min-w-0 shrink! truncate" onClick={() => select([to.id])}>
            <span className="truncate">{nodeTitle(to)}</span>
          </Button>
        </div>
      </Section>
      <Section title="Tensor">
        {spec ? (
          <Facts
            rows={[
              { name: 'Shape of one example', value: formatShape(spec.shape) },
              { name: 'Type', value: spec.dtype },
              ...(size === null
                ? []
                : [
                    { name: 'Numbers', value: formatCount(size), exact: formatExact(size) },
                    { name: 'Memory for one example', value: formatBytes(size * 4), exact: `${formatExact(size * 4)} bytes` },
                  ]),
            ]}
          />
        ) : (
          <p className="m-0 text-xs text-muted">Its shape is not known while there is a problem before it.</p>
        )}
      </Section>
      <div className="p-3">
        <Button onClick={() => deleteSelection()}>Delete wire</Button>
      </div>
    </>
  );
}
