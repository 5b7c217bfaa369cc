import { findBlock, hasBlock } from '../catalogue/index.ts';
import type { End, ProjectDocument } from './document.ts';
import { inferDocument } from './inferDocument.ts';
import type { GraphInference } from './inferNode.ts';
import { nodeTitle } from './nodeTitle.ts';
import { formatShape } from '../catalogue/tensorSpec.ts';

/**
 * Why a wire from `source` to `target` cannot be, in words; null when it can. Pass `inference` where it is at hand: asked while a
 * wire is dragged.
 */
export function refuseConnection(
  document: ProjectDocument,
  graphId: string,
  source: End,
  target: End,
  inference: GraphInference = inferDocument(document),
): string | null {
  const graph = document.graphs[graphId];
  const from = graph?.nodes[source.node];
  const to = graph?.nodes[target.node];
  if (!graph || !from || !to) return 'one end of the wire is not a block';
  if (!hasBlock(from.kind) || !hasBlock(to.kind)) return 'one end is a block that this version does not know';
  if (from.id === to.id) return 'a block cannot feed itself';
  const toBlock = findBlock(to.kind);
  if (!findBlock(from.kind).outputs.some((port) => port.name === source.port))
    return `${nodeTitle(from)} has no output: ${from.kind === 'groupOutput' ? 'it is the end of the group' : 'an Output is the end of the model'}`;
  const port = toBlock.inputs.find((candidate) => candidate.name === target.port);
  if (!port) return `${nodeTitle(to)} has no input: data enters the ${to.kind === 'groupInput' ? 'group' : 'model'} there`;
  const edges = Object.values(graph.edges);
  const arriving = edges.filter((edge) => edge.target.node === to.id && edge.target.port === port.name);
  if (!port.variadic && arriving.length > 0)
    return `the input of ${nodeTitle(to)} is taken: remove its wire first, or join with Add or Concatenate`;
  if (port.max !== undefined && arriving.length >= port.max)
    return `${nodeTitle(to)} takes ${port.max} wires and has them: remove one first`;
  if (reaches(edges, to.id, from.id)) return `this would close a circle: ${nodeTitle(from)} already depends on ${nodeTitle(to)}`;
  const spec = inference.nodes[from.id]?.outputs?.[source.port];
  if (spec && port.rank !== undefined && spec.shape.length !== port.rank) {
    return `${nodeTitle(to)} takes ${port.rank} axes, ${formatShape(spec.shape)} has ${spec.shape.length}: put ${port.rank === 3 ? 'a Reshape' : 'a Flatten'} between them`;
  }
  return null;
}

function reaches(edges: readonly { source: End; target: End }[], start: string, goal: string): boolean {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) next.set(source.node, [...(next.get(source.node) ?? []), target.node]);
  const seen = new Set<string>();
  const todo = [start];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node === goal) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    todo.push(...(next.get(node) ?? []));
  }
  return false;
}
