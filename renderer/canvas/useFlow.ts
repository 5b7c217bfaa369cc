import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import type { Edge, GraphNode } from '../../shared/graph/document.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import { canvas } from '../state/editing/canvasStore.ts';
import { nodeSize, portPlaces, type Direction, type Point } from '../state/editing/geometry.ts';
import { useDocument, useSession } from '../state/studio.ts';
import type { FlowNode } from './BlockNode.tsx';
import type { FlowEdge } from './Wire.tsx';
import { Position } from '@xyflow/react';

const sides = { left: Position.Left, right: Position.Right, top: Position.Top, bottom: Position.Bottom } as const;
/** Diameter of a handle, in canvas units. */
const handleSize = 12;

interface CachedNode {
  readonly node: GraphNode;
  readonly position: Point;
  readonly selected: boolean;
  readonly direction: Direction;
  readonly flow: FlowNode;
}

/** The document's nodes as React Flow wants them. A node whose document part, place and selection are unchanged stays the same object. */
export function useFlowNodes(direction: Direction): FlowNode[] {
  const graph = useDocument(({ open }) => open?.graph);
  const selection = useSession((state) => state.selectedNodes);
  const dragged = useStore(canvas, (state) => state.dragged);
  const cache = useRef(new Map<string, CachedNode>());
  return useMemo(() => {
    const next = new Map<string, CachedNode>();
    for (const node of Object.values(graph?.nodes ?? {})) {
      const position = dragged.get(node.id) ?? node.position;
      const selected = selection.has(node.id);
      const before = cache.current.get(node.id);
      const same =
        before && before.node === node && before.position === position && before.selected === selected && before.direction === direction;
      next.set(node.id, same ? before : { node, position, selected, direction, flow: toFlowNode(node, position, selected, direction) });
    }
    cache.current = next;
    return [...next.values()].map(({ flow }) => flow);
  }, [graph, selection, dragged, direction]);
}

function toFlowNode(node: GraphNode, position: Point, selected: boolean, direction: Direction): FlowNode {
  return {
    id: node.id,
    type: 'block',
    position,
    selected,
    data: { kind: node.kind, direction },
    ...nodeSize,
    // Given, so that nothing is measured: a node is there, with its ports, at once.
    measured: nodeSize,
    handles: portPlaces(node.kind, direction).map(({ id, type, side, x, y }) => ({
      id,
      type,
      position: sides[side],
      x: x - handleSize / 2,
      y: y - handleSize / 2,
      width: handleSize,
      height: handleSize,
    })),
    ariaLabel: node.name !== '' && hasBlock(node.kind) ? `${node.name}, ${findBlock(node.kind).title}` : nodeTitle(node),
  };
}

/** The document's wires as React Flow wants them. */
export function useFlowEdges(): FlowEdge[] {
  const graph = useDocument(({ open }) => open?.graph);
  const selection = useSession((state) => state.selectedEdges);
  const cache = useRef(new Map<string, { readonly edge: Edge; readonly selected: boolean; readonly flow: FlowEdge }>());
  return useMemo(() => {
    const next: typeof cache.current = new Map();
    const titleOf = (id: string): string => {
      const node = graph?.nodes[id];
      return node ? nodeTitle(node) : id;
    };
    for (const edge of Object.values(graph?.edges ?? {})) {
      const selected = selection.has(edge.id);
      const before = cache.current.get(edge.id);
      if (before && before.edge === edge && before.selected === selected) {
        next.set(edge.id, before);
        continue;
      }
      const flow: FlowEdge = {
        id: edge.id,
        type: 'wire',
        data: {},
        source: edge.source.node,
        sourceHandle: edge.source.port,
        target: edge.target.node,
        targetHandle: edge.target.port,
        selected,
        ariaLabel: `Wire from ${titleOf(edge.source.node)} to ${titleOf(edge.target.node)}`,
      };
      next.set(edge.id, { edge, selected, flow });
    }
    cache.current = next;
    return [...next.values()].map(({ flow }) => flow);
  }, [graph, selection]);
}
