import { getBezierPath, type ConnectionLineComponentProps } from '@xyflow/react';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { refuseConnection } from '../../shared/graph/refuseConnection.ts';
import { canvas } from '../state/editing/canvasStore.ts';
import { documents, seenGraph } from '../state/studio.ts';
import { sentence } from '../ui/sentence.ts';
import type { FlowNode } from './BlockNode.tsx';

/** The wire under the pointer while it is drawn, with the reason beside it where it cannot be. */
export function ConnectionLine(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, fromPosition, toX, toY, toPosition, fromHandle, toHandle, connectionStatus } = props;
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  const refused = connectionStatus === 'invalid' && toHandle ? reasonFor(fromHandle, toHandle) : null;
  return (
    <g className={refused === null ? 'drawn-wire' : 'drawn-wire is-refused'}>
      <path d={path} fill="none" />
      {refused !== null && (
        <foreignObject x={toX + 12} y={toY + 12} width={280} height={120} className="pointer-events-none overflow-visible">
          <div
            role="status"
            className="inline-block max-w-72 rounded-sm border border-danger bg-raised px-2 py-1 text-xs text-danger shadow-float"
          >
            {sentence(refused)}
          </div>
        </foreignObject>
      )}
    </g>
  );
}

interface HandleEnd {
  readonly nodeId: string;
  readonly id?: string | null;
  readonly type: 'source' | 'target';
}

/** Why no wire can join two handles, in words; null when it can. */
export function reasonFor(from: HandleEnd, to: HandleEnd): string | null {
  const { open } = documents.getState();
  if (!open) return null;
  if (from.type === to.type) return from.type === 'source' ? 'both ends are outputs' : 'both ends are inputs';
  const [source, target] = from.type === 'source' ? [from, to] : [to, from];
  const { loosened } = canvas.getState();
  const { document: seen, graph, inference } = seenGraph();
  const document =
    loosened !== null && graph.edges[loosened] ? applyEdits(seen, [{ type: 'removeEdge', graph: graph.id, id: loosened }]).document : seen;
  return refuseConnection(
    document,
    document.root,
    { node: source.nodeId, port: source.id ?? '' },
    { node: target.nodeId, port: target.id ?? '' },
    inference,
  );
}
