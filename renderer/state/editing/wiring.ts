import { findBlock, hasBlock } from '../../../shared/catalogue/index.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { rootGraph, type Edge, type GraphNode, type ProjectDocument } from '../../../shared/graph/document.ts';
import type { Edit } from '../../../shared/graph/edits.ts';
import type { GraphInference } from '../../../shared/graph/inferNode.ts';
import { newId } from '../../../shared/graph/newId.ts';
import { refuseConnection } from '../../../shared/graph/refuseConnection.ts';

/** A wire before it exists: which output to which input. */
export interface Ends {
  readonly source: { readonly node: string; readonly port: string };
  readonly target: { readonly node: string; readonly port: string };
}

/** A wire between two ends; a variadic port takes it as its last. */
export function makeEdge(document: ProjectDocument, { source, target }: Ends): Edge {
  const taken = Object.values(rootGraph(document).edges)
    .filter((edge) => edge.target.node === target.node && edge.target.port === target.port)
    .map((edge) => edge.target.index);
  return { id: newId('wire'), source, target: { ...target, index: taken.length === 0 ? 0 : Math.max(...taken) + 1 } };
}

/** The first way to wire one node to another, with the reason when there is none. */
export function findWiring(
  document: ProjectDocument,
  from: GraphNode,
  to: GraphNode,
  inference?: GraphInference,
): { readonly ends: Ends } | { readonly reason: string } {
  if (!hasBlock(from.kind) || !hasBlock(to.kind)) return { reason: 'one of them is a block that this version does not know' };
  const sources = findBlock(from.kind).outputs;
  const targets = findBlock(to.kind).inputs;
  if (sources.length === 0) return { reason: `${findBlock(from.kind).title} has no output` };
  if (targets.length === 0) return { reason: `${findBlock(to.kind).title} has no input` };
  let reason = '';
  for (const { name: sourcePort } of sources) {
    for (const { name: targetPort } of targets) {
      const ends = { source: { node: from.id, port: sourcePort }, target: { node: to.id, port: targetPort } };
      const refusal = refuseConnection(document, document.root, ends.source, ends.target, inference);
      if (refusal === null) return { ends };
      reason ||= refusal;
    }
  }
  return { reason };
}

/** Edits that put a node, which has no wires yet, into a wire: `A → B` becomes `A → node → B`. The reason when it cannot be. */
export function insertIntoWire(
  document: ProjectDocument,
  edge: Edge,
  node: GraphNode,
): { readonly edits: readonly Edit[] } | { readonly reason: string } {
  const graph = rootGraph(document);
  const before = graph.nodes[edge.source.node];
  const after = graph.nodes[edge.target.node];
  if (!before || !after || !hasBlock(node.kind)) return { reason: 'the wire is gone' };
  const block = findBlock(node.kind);
  const [output] = block.outputs;
  if (block.inputs.length === 0 || !output)
    return { reason: `${block.title} has no ${output ? 'input' : 'output'}: it cannot stand inside a wire` };
  const edits: Edit[] = [{ type: 'removeEdge', graph: graph.id, id: edge.id }];
  if (!graph.nodes[node.id]) edits.push({ type: 'addNode', graph: graph.id, node });
  const open = applyEdits(document, edits).document;
  const into = findWiring(open, before, node);
  if ('reason' in into) return into;
  const first: Edit = { type: 'addEdge', graph: graph.id, edge: makeEdge(open, into.ends) };
  const half = applyEdits(open, [first]).document;
  const ends: Ends = { source: { node: node.id, port: output.name }, target: { node: after.id, port: edge.target.port } };
  const refusal = refuseConnection(half, graph.id, ends.source, ends.target);
  if (refusal !== null) return { reason: refusal };
  // The place among the wires of a variadic port stays what it was.
  const second: Edit = { type: 'addEdge', graph: graph.id, edge: { id: newId('wire'), source: ends.source, target: edge.target } };
  return { edits: [...edits, first, second] };
}
