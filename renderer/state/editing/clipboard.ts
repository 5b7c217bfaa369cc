import { z } from 'zod';
import { findBlock, hasBlock } from '../../../shared/catalogue/index.ts';
import {
  edgeSchema,
  graphSchema,
  nodeSchema,
  rootGraph,
  type Edge,
  type Graph,
  type GraphNode,
  type ProjectDocument,
} from '../../../shared/graph/document.ts';
import { groupGraph, isGroup } from '../../../shared/graph/groups.ts';
import type { Edit } from '../../../shared/graph/edits.ts';
import { newId } from '../../../shared/graph/newId.ts';
import { snap, type Point } from './geometry.ts';

const clipSchema = z.strictObject({
  format: z.literal('netloom-clip'),
  version: z.literal(1),
  nodes: z.array(nodeSchema).max(100_000),
  edges: z.array(edgeSchema).max(1_000_000),
  /** The graphs of its groups, and of the groups within. */
  graphs: z.array(graphSchema).max(10_000).default([]),
});
/** Copied blocks with the wires between them. */
export type Clip = z.infer<typeof clipSchema>;

/** The chosen nodes of the model, and the wires both of whose ends are among them. */
export function makeClip(document: ProjectDocument, ids: ReadonlySet<string>): Clip {
  const graph = rootGraph(document);
  const nodes = Object.values(graph.nodes).filter((node) => ids.has(node.id));
  return {
    format: 'netloom-clip',
    version: 1,
    nodes,
    edges: Object.values(graph.edges).filter((edge) => ids.has(edge.source.node) && ids.has(edge.target.node)),
    graphs: graphsOf(document, nodes),
  };
}

/** The graphs that groups among these nodes stand for, with those of the groups inside, each once. */
function graphsOf({ graphs }: ProjectDocument, nodes: readonly GraphNode[]): Graph[] {
  const found = new Map<string, Graph>();
  const todo = [...nodes];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const inner = groupGraph(graphs, node);
    if (!inner || found.has(inner.id)) continue;
    found.set(inner.id, inner);
    todo.push(...Object.values(inner.nodes));
  }
  return [...found.values()];
}

export const formatClip = (clip: Clip): string => JSON.stringify(clip, null, 1);

/** Reads text of the clipboard. null = no blocks at all, which is nobody's mistake; `error` = blocks that cannot be pasted here. */
export function parseClip(text: string): { readonly clip: Clip } | { readonly error: string } | null {
  if (!text.includes('netloom-clip') || text.length > 50_000_000) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = clipSchema.safeParse(json);
  if (!parsed.success) return { error: 'the copied blocks are incomplete, or of another version of Netloom' };
  const { nodes, graphs } = parsed.data;
  const all = [...nodes, ...graphs.flatMap((graph) => Object.values(graph.nodes))];
  const byId = Object.fromEntries(graphs.map((graph) => [graph.id, graph]));
  if (all.some((node) => isGroup(node) && !groupGraph(byId, node))) return { error: 'the blocks inside a group are missing' };
  const unknown = all.find((node) => !hasBlock(node.kind) || node.version > findBlock(node.kind).version);
  if (unknown) return { error: `the block "${unknown.kind}" is not known in this version` };
  return { clip: parsed.data };
}

/** Upper left corner of what was copied. */
export const clipOrigin = (clip: Clip): Point => ({
  x: Math.min(...clip.nodes.map((node) => node.position.x)),
  y: Math.min(...clip.nodes.map((node) => node.position.y)),
});

/** Edits that add a clip moved by `offset`, under new ids; and the ids. Shared weights stay shared among what is pasted only. */
export function pasteEdits(
  document: ProjectDocument,
  clip: Clip,
  offset: Point,
): { readonly edits: readonly Edit[]; readonly nodes: readonly string[] } {
  const graph = document.root;
  const ids = new Map(clip.nodes.map((node) => [node.id, newId(node.kind)]));
  // A copy is one of its own: what is drawn inside it does not change the group it was copied from.
  const graphIds = new Map(clip.graphs.map(({ id }) => [id, newId('graph')]));
  const copied = (node: GraphNode): GraphNode => {
    const inner = graphIds.get(String(node.values['graph']));
    return isGroup(node) && inner !== undefined ? { ...node, values: { ...node.values, graph: inner } } : node;
  };
  const sharers = new Map<string, number>();
  for (const { layerId } of clip.nodes) sharers.set(layerId, (sharers.get(layerId) ?? 0) + 1);
  const layers = new Map([...sharers].filter(([, count]) => count > 1).map(([layer]) => [layer, newId('layer')]));
  const nodes = clip.nodes.map((node): GraphNode => {
    const id = ids.get(node.id) ?? newId(node.kind);
    return {
      ...copied(node),
      id,
      layerId: layers.get(node.layerId) ?? id,
      position: { x: snap(node.position.x + offset.x), y: snap(node.position.y + offset.y) },
    };
  });
  const edges = clip.edges.flatMap((edge): Edge[] => {
    const source = ids.get(edge.source.node);
    const target = ids.get(edge.target.node);
    if (source === undefined || target === undefined) return [];
    return [{ id: newId('wire'), source: { ...edge.source, node: source }, target: { ...edge.target, node: target } }];
  });
  return {
    edits: [
      ...clip.graphs.map((inner): Edit => {
        const held = Object.fromEntries(Object.entries(inner.nodes).map(([key, node]) => [key, copied(node)]));
        return { type: 'addGraph', content: { ...inner, id: graphIds.get(inner.id) ?? inner.id, nodes: held } };
      }),
      ...nodes.map((node): Edit => ({ type: 'addNode', graph, node })),
      ...edges.map((edge): Edit => ({ type: 'addEdge', graph, edge })),
    ],
    nodes: nodes.map((node) => node.id),
  };
}
