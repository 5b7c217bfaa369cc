import { groupGraph } from '../../../shared/graph/groups.ts';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { select } from '../sessionStore.ts';
import { documents, openProject } from '../studio.ts';
import { canvasView } from './canvasStore.ts';

/** Opens the graph that a block stands in, selects the block and brings it into view. */
export function goToBlock({ graph, node }: { readonly graph: string; readonly node: string }): void {
  const way = wayTo(openProject().document, graph);
  if (!way) return;
  documents.enter(way);
  select([node]);
  // A graph that was just opened is drawn first.
  requestAnimationFrame(() => canvasView()?.reveal(node));
}

/** The groups that lead to a graph, by their nodes from the outermost; null when none do. */
export function wayTo({ graphs, root }: ProjectDocument, wanted: string): readonly string[] | null {
  const seen = new Set([root]);
  const todo: (readonly [graph: string, way: readonly string[]])[] = [[root, []]];
  for (let next = todo.shift(); next; next = todo.shift()) {
    const [id, way] = next;
    if (id === wanted) return way;
    for (const node of Object.values(graphs[id]?.nodes ?? {})) {
      const inner = groupGraph(graphs, node);
      if (!inner || seen.has(inner.id)) continue;
      seen.add(inner.id);
      todo.push([inner.id, [...way, node.id]]);
    }
  }
  return null;
}
