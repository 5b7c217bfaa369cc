import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import { nodeSize } from '../state/editing/geometry.ts';

const edge = 24;

/** A model as a small picture: its blocks in their colours, and the wires. */
export function GraphSketch({ document }: { readonly document: ProjectDocument }) {
  const graph = rootGraph(document);
  const nodes = Object.values(graph.nodes);
  if (nodes.length === 0) return null;
  const left = Math.min(...nodes.map((node) => node.position.x)) - edge;
  const top = Math.min(...nodes.map((node) => node.position.y)) - edge;
  const width = Math.max(...nodes.map((node) => node.position.x)) + nodeSize.width + edge - left;
  const height = Math.max(...nodes.map((node) => node.position.y)) + nodeSize.height + edge - top;
  return (
    <svg aria-hidden viewBox={`${left} ${top} ${width} ${height}`} className="size-full" preserveAspectRatio="xMidYMid meet">
      {Object.values(graph.edges).map((wire) => {
        const from = graph.nodes[wire.source.node]?.position;
        const to = graph.nodes[wire.target.node]?.position;
        if (!from || !to) return null;
        const [x1, y1, x2, y2] = [from.x + nodeSize.width, from.y + nodeSize.height / 2, to.x, to.y + nodeSize.height / 2];
        const middle = (y1 + y2) / 2;
        const path =
          x2 > x1
            ? `M${x1} ${y1} C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`
            : `M${x1} ${y1} h16 V${middle} H${x2 - 16} V${y2} h16`;
        return <path key={wire.id} d={path} fill="none" stroke="var(--edge-strong)" strokeWidth={6} />;
      })}
      {nodes.map((node) => (
        <rect
          key={node.id}
          {...node.position}
          {...nodeSize}
          rx={14}
          fill={`var(--group-${hasBlock(node.kind) ? findBlock(node.kind).group : 'model'})`}
        />
      ))}
    </svg>
  );
}
