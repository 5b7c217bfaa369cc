import { graph as groupBlock } from '../catalogue/blocks/graph.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { applyEdits } from './applyEdits.ts';
import type { Graph, GraphNode, ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';

/** Whether a node stands for a graph of its own. */
export const isGroup = ({ kind }: Pick<GraphNode, 'kind'>): boolean => kind === groupBlock.kind;

/** The graph that a group stands for; undefined when it is not in the project, or the node is no group. */
export function groupGraph(graphs: ProjectDocument['graphs'], node: GraphNode): Graph | undefined {
  const { graph } = node.values;
  return isGroup(node) && typeof graph === 'string' && Object.hasOwn(graphs, graph) ? graphs[graph] : undefined;
}

/** How many copies of its graph a group stands for. */
export const groupTurns = (node: GraphNode): number => parseValues(groupBlock.params, node.values).values.repeat;

/** Graphs that no group of the model leads to. They are of no use: what takes a group away takes them along. */
export function unusedGraphs({ graphs, root }: ProjectDocument): readonly string[] {
  const used = new Set<string>();
  const todo = [root];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (used.has(id)) continue;
    used.add(id);
    for (const node of Object.values(graphs[id]?.nodes ?? {})) {
      const inner = groupGraph(graphs, node);
      if (inner) todo.push(inner.id);
    }
  }
  return Object.keys(graphs).filter((id) => !used.has(id));
}

/** Edits, and with them the removal of graphs that no group leads to any more. */
export function withoutUnused(document: ProjectDocument, edits: readonly Edit[]): readonly Edit[] {
  const before = new Set(unusedGraphs(document));
  const lost = unusedGraphs(applyEdits(document, edits).document).filter((id) => !before.has(id));
  return [...edits, ...lost.map((id): Edit => ({ type: 'removeGraph', id }))];
}

/** The node of each of the ends of a group's graph; undefined where there is none, or more than one. */
export function groupEnds(graph: Graph): { readonly input: GraphNode | undefined; readonly output: GraphNode | undefined } {
  const only = (kind: string): GraphNode | undefined => {
    const found = Object.values(graph.nodes).filter((node) => node.kind === kind);
    return found.length === 1 ? found[0] : undefined;
  };
  return { input: only('groupInput'), output: only('groupOutput') };
}

/** The graph that a way of opened groups leads to, by their ids from the outermost; undefined when it leads nowhere. */
export function graphAt({ graphs, root }: ProjectDocument, path: readonly string[]): Graph | undefined {
  return path.reduce<Graph | undefined>((graph, id) => {
    const node = graph?.nodes[id];
    return node && groupGraph(graphs, node);
  }, graphs[root]);
}
