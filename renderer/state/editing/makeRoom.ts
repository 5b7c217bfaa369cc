import type { Edge, Graph } from '../../../shared/graph/document.ts';
import type { Edit } from '../../../shared/graph/edits.ts';
import { freePlace, nodeGap, nodeSize, snap, type Direction, type Point } from './geometry.ts';

/**
 * Where a node stands that is put into a wire, and edits that let the row behind it give way. `wanted` is where it was dropped (its
 * upper left corner); it is moved only as far as it must to cover nothing. `id` is the node's own, where it is there already.
 */
export function makeRoom(
  graph: Graph,
  edge: Edge,
  wanted: Point,
  direction: Direction,
  id?: string,
): { readonly position: Point; readonly edits: readonly Edit[] } {
  const others = Object.values(graph.nodes).filter((node) => node.id !== id);
  const from = graph.nodes[edge.source.node]?.position;
  const to = graph.nodes[edge.target.node]?.position;
  const place = (): Point =>
    freePlace(
      wanted,
      others.map((node) => node.position),
      direction,
    );
  if (!from || !to) return { position: place(), edits: [] };

  const along = direction === 'right' ? 'x' : 'y';
  const across = direction === 'right' ? 'y' : 'x';
  const [length, width] = direction === 'right' ? [nodeSize.width, nodeSize.height] : [nodeSize.height, nodeSize.width];
  const inRow = (point: Point): boolean => Math.abs(point[across] - from[across]) < width;
  // A wire that leads back, or into another row, has room of its own.
  if (to[along] < from[along] + length || !inRow(to)) return { position: place(), edits: [] };

  const start = from[along] + length + nodeGap.along;
  const missing = snap(Math.max(0, start + length + nodeGap.along - to[along]));
  const position = (value: number): Point => (direction === 'right' ? { x: snap(value), y: from.y } : { x: from.x, y: snap(value) });
  if (missing === 0) {
    const free = Math.min(Math.max(wanted[along], start), to[along] - nodeGap.along - length);
    return { position: position(free), edits: [] };
  }
  const behind = others.filter((node) => inRow(node.position) && node.position[along] >= to[along]);
  return {
    position: position(start),
    edits: behind.map(({ id: moved, position: { x, y } }): Edit => {
      const shifted = direction === 'right' ? { x: x + missing, y } : { x, y: y + missing };
      return { type: 'updateNode', graph: graph.id, id: moved, changes: { position: shifted } };
    }),
  };
}
