import { useMemo } from 'react';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { Edit } from '../../shared/graph/edits.ts';
import { canvas, dropDragged } from '../state/editing/canvasStore.ts';
import { dropOnWire, nudgeSelection } from '../state/editing/editGraph.ts';
import { snap, type Point } from '../state/editing/geometry.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { select, session } from '../state/sessionStore.ts';
import { documents, openProject } from '../state/studio.ts';
import type { FlowNode } from './BlockNode.tsx';
import type { FlowEdge } from './Wire.tsx';

/** The wire under a point of the window; null when there is none. */
export function wireAt(clientX: number, clientY: number): string | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const wire = element.closest('.react-flow__edge');
    if (wire) return wire.getAttribute('data-id');
  }
  return null;
}

const isLoose = (node: string): boolean =>
  !Object.values(openProject().graph.edges).some(({ source, target }) => source.node === node || target.node === node);

/** Turns what React Flow reports into selection, places under the pointer and, when a drag ends, one edit of the document. */
export function useFlowChanges() {
  return useMemo(() => {
    let dragging = false;

    const onNodesChange = (changes: NodeChange<FlowNode>[]): void => {
      let selection: Set<string> | null = null;
      let moved: Map<string, Point> | null = null;
      let nudged: Point | null = null;
      for (const change of changes) {
        if (change.type === 'select') {
          selection ??= new Set(session.getState().selectedNodes);
          if (change.selected) selection.add(change.id);
          else selection.delete(change.id);
        } else if (change.type === 'position' && change.position) {
          if (change.dragging === true || dragging) {
            moved ??= new Map(canvas.getState().dragged);
            moved.set(change.id, change.position);
          } else {
            // Arrow keys on a focused node: React Flow moves the selection, all by the same way.
            const before = openProject().graph.nodes[change.id]?.position;
            if (before) nudged = { x: change.position.x - before.x, y: change.position.y - before.y };
          }
        }
      }
      if (selection) select(selection, session.getState().selectedEdges);
      if (moved) canvas.setState({ dragged: moved });
      if (nudged) nudgeSelection(nudged.x, nudged.y);
    };

    const onEdgesChange = (changes: EdgeChange<FlowEdge>[]): void => {
      const selection = new Set(session.getState().selectedEdges);
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) selection.add(change.id);
        else selection.delete(change.id);
      }
      select(session.getState().selectedNodes, selection);
    };

    const onDragStart = (): void => {
      dragging = true;
    };
    const onDrag = (event: MouseEvent | TouchEvent, nodes: readonly FlowNode[]): void => {
      const [only] = nodes;
      const at = 'touches' in event ? event.touches[0] : event;
      const wire = at && nodes.length === 1 && only && isLoose(only.id) ? wireAt(at.clientX, at.clientY) : null;
      if (wire !== canvas.getState().dropEdge) canvas.setState({ dropEdge: wire });
    };
    const onDragStop = (): void => {
      dragging = false;
      const { dragged, dropEdge } = canvas.getState();
      dropDragged();
      canvas.setState({ dropEdge: null });
      const { graph } = openProject();
      const edits = [...dragged].flatMap(([id, place]): Edit[] => {
        const node = graph.nodes[id];
        const position = { x: snap(place.x), y: snap(place.y) };
        if (!node || (node.position.x === position.x && node.position.y === position.y)) return [];
        return [{ type: 'updateNode', graph: graph.id, id, changes: { position } }];
      });
      const only = dragged.size === 1 ? graph.nodes[[...dragged.keys()][0] ?? ''] : undefined;
      if (dropEdge !== null && only && dropOnWire(only, dropEdge, edits)) return;
      documents.edit(edits, { label: `Move ${plural(edits.length, 'block')}` });
    };
    return { onNodesChange, onEdgesChange, onDragStart, onDrag, onDragStop };
  }, []);
}
