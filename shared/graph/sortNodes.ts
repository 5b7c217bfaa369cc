import type { Graph, GraphNode } from './document.ts';

/**
 * Nodes in an order in which each comes after everything wired into it (Kahn), ties in the order of the ids so that the order does not
 * depend on how the graph was drawn. Nodes on a cycle, or behind one, come in `cyclic`.
 */
export function sortNodes(graph: Graph): { readonly sorted: readonly GraphNode[]; readonly cyclic: readonly GraphNode[] } {
  const waiting = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const id of Object.keys(graph.nodes)) waiting.set(id, 0);
  for (const { source, target } of Object.values(graph.edges)) {
    if (!waiting.has(source.node) || !waiting.has(target.node)) continue;
    waiting.set(target.node, (waiting.get(target.node) ?? 0) + 1);
    const list = next.get(source.node) ?? [];
    list.push(target.node);
    next.set(source.node, list);
  }
  const sorted: GraphNode[] = [];
  let ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  while (ready.length > 0) {
    const following: string[] = [];
    for (const id of ready.toSorted()) {
      const node = graph.nodes[id];
      if (node) sorted.push(node);
      waiting.delete(id);
      for (const target of next.get(id) ?? []) {
        const left = (waiting.get(target) ?? 0) - 1;
        waiting.set(target, left);
        if (left === 0) following.push(target);
      }
    }
    ready = following;
  }
  return { sorted, cyclic: [...waiting.keys()].flatMap((id) => graph.nodes[id] ?? []) };
}
