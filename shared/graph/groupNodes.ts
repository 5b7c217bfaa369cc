import { applyEdits } from './applyEdits.ts';
import { createNode } from './createNode.ts';
import type { Edge, End, Graph, GraphNode, ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';
import { groupEnds, groupGraph, groupTurns, isGroup, withoutUnused } from './groups.ts';
import { newId } from './newId.ts';
import { nodeTitle } from './nodeTitle.ts';
import { sortNodes } from './sortNodes.ts';

const titleOf = (node: GraphNode | undefined): string => (node ? nodeTitle(node) : 'a block');
type Change = { readonly edits: readonly Edit[]; readonly nodes: readonly string[] } | { readonly reason: string };

/** Room beside the blocks of a group for its ends. */
const aside = 236;

/** A group's graph as it begins: what it is given is what it gives. */
export function emptyGroup(): Graph {
  const [input, output] = [createNode('groupInput'), createNode('groupOutput', { position: { x: 2 * aside, y: 0 } })];
  const edge = wire({ node: input.id, port: 'y' }, { node: output.id, port: 'x', index: 0 });
  return { id: newId('graph'), name: '', nodes: { [input.id]: input, [output.id]: output }, edges: { [edge.id]: edge } };
}

const wire = (source: End, target: Edge['target']): Edge => ({ id: newId('wire'), source, target });
const places = (nodes: readonly GraphNode[]) => {
  const [xs, ys] = [nodes.map(({ position }) => position.x), nodes.map(({ position }) => position.y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

/** Edits that put blocks of a graph into a group in their place, and the group; or why that cannot be. */
export function groupNodes(document: ProjectDocument, graphId: string, ids: ReadonlySet<string>): Change {
  const graph = document.graphs[graphId];
  const nodes = Object.values(graph?.nodes ?? {}).filter(({ id }) => ids.has(id));
  if (!graph || nodes.length === 0) return { reason: 'select the blocks that should become a group' };
  const end = nodes.find(({ kind }) => ['input', 'output', 'groupInput', 'groupOutput'].includes(kind));
  if (end) return { reason: `${nodeTitle(end)} stays outside a group: leave it out of the selection` };
  const edges = Object.values(graph.edges);
  const inside = edges.filter(({ source, target }) => ids.has(source.node) && ids.has(target.node));
  const into = edges.filter(({ source, target }) => !ids.has(source.node) && ids.has(target.node));
  const out = edges.filter(({ source, target }) => ids.has(source.node) && !ids.has(target.node));
  const [from, to] = [ends(into), ends(out)];
  const titles = (list: readonly End[]): string => list.map(({ node }) => `"${titleOf(graph.nodes[node])}"`).join(', ');
  if (from.length > 1)
    return { reason: `a group has one input, and wires from ${titles(from)} enter the selection: leave out what joins them` };
  if (to.length > 1)
    return { reason: `a group has one output, and ${titles(to)} are read outside the selection: leave out what parts them` };

  const { left, right, top, bottom } = places(nodes);
  const middle = Math.round((top + bottom) / 2);
  const input = createNode('groupInput', { position: { x: left - aside, y: middle } });
  const output = createNode('groupOutput', { position: { x: right + aside, y: middle } });
  const order = sortNodes({ ...graph, nodes: Object.fromEntries(nodes.map((node) => [node.id, node])) }).sorted;
  const [first, last] = [order[0], order.at(-1)];
  const starts = into.length > 0 ? into.map(({ target }) => target) : first ? [{ node: first.id, port: 'x', index: 0 }] : [];
  const source = to[0] ?? (last ? { node: last.id, port: 'y' } : null);
  const own = [
    ...inside,
    ...starts.map((target) => wire({ node: input.id, port: 'y' }, target)),
    ...(source ? [wire(source, { node: output.id, port: 'x', index: 0 })] : []),
  ];
  const content: Graph = {
    id: newId('graph'),
    name: '',
    nodes: Object.fromEntries([input, ...nodes, output].map((node) => [node.id, node])),
    edges: Object.fromEntries(own.map((edge) => [edge.id, edge])),
  };
  const group = createNode('graph', { values: { graph: content.id }, position: { x: Math.round((left + right) / 2), y: middle } });
  const [before] = from;
  const edits: Edit[] = [
    ...nodes.map(({ id }): Edit => ({ type: 'removeNode', graph: graphId, id })),
    { type: 'addGraph', content },
    { type: 'addNode', graph: graphId, node: group },
    ...(before ? [addEdge(graphId, wire(before, { node: group.id, port: 'x', index: 0 }))] : []),
    ...out.map(({ target }) => addEdge(graphId, wire({ node: group.id, port: 'y' }, target))),
  ];
  const after = applyEdits(document, edits).document.graphs[graphId];
  if (after && sortNodes(after).cyclic.length > sortNodes(graph).cyclic.length)
    return { reason: 'a way leads out of the selection and back into it: select the blocks in between too' };
  return { edits, nodes: [group.id] };
}

const addEdge = (graph: string, edge: Edge): Edit => ({ type: 'addEdge', graph, edge });
/** The outputs at which wires begin, each once. */
const ends = (edges: readonly Edge[]): readonly End[] => [
  ...new Map(edges.map(({ source }) => [`${source.node}/${source.port}`, source])).values(),
];

/** Edits that put the blocks of a group in its place, and those blocks; or why that cannot be. */
export function ungroup(document: ProjectDocument, graphId: string, id: string): Change {
  const graph = document.graphs[graphId];
  const node = graph?.nodes[id];
  const inner = node && groupGraph(document.graphs, node);
  if (!graph || !node || !inner) return { reason: 'select a group' };
  if (groupTurns(node) > 1) return { reason: `"${nodeTitle(node)}" stands for ${groupTurns(node)} copies: set its repeat to 1 first` };
  const { input, output } = groupEnds(inner);
  const held = Object.values(inner.nodes).filter((own) => own !== input && own !== output);
  const ids = new Map(held.map((own) => [own.id, graph.nodes[own.id] ? newId(own.kind) : own.id]));
  const shares = Object.values(document.graphs).some(({ nodes }) =>
    Object.values(nodes).some((other) => other !== node && isGroup(other) && other.layerId === node.layerId),
  );
  const taken = new Set(Object.values(graph.nodes).map(({ layerId }) => layerId));
  const corner = places(held);
  const nodes = held.map((own): GraphNode => ({
    ...own,
    id: ids.get(own.id) ?? own.id,
    layerId: shares || taken.has(own.layerId) ? `${node.layerId}/${own.layerId}` : own.layerId,
    frozen: own.frozen || node.frozen,
    position: { x: own.position.x - corner.left + node.position.x, y: own.position.y - corner.top + node.position.y },
  }));
  const into = Object.values(graph.edges).find(({ target }) => target.node === id)?.source ?? null;
  /** What a node inside gives, seen from outside. */
  const outside = (source: End): End | null =>
    source.node === input?.id ? into : { ...source, node: ids.get(source.node) ?? source.node };
  const edges = Object.values(inner.edges).flatMap((edge): Edge[] => {
    const source = outside(edge.source);
    const target = ids.get(edge.target.node);
    return source && target !== undefined ? [wire(source, { ...edge.target, node: target })] : [];
  });
  const last = Object.values(inner.edges).find(({ target }) => target.node === output?.id);
  const given = last ? outside(last.source) : null;
  const onward = Object.values(graph.edges).flatMap((edge) => (edge.source.node === id && given ? [wire(given, edge.target)] : []));
  return {
    edits: withoutUnused(document, [
      { type: 'removeNode', graph: graphId, id },
      ...nodes.map((own): Edit => ({ type: 'addNode', graph: graphId, node: own })),
      ...[...edges, ...onward].map((edge) => addEdge(graphId, edge)),
    ]),
    nodes: nodes.map((own) => own.id),
  };
}
