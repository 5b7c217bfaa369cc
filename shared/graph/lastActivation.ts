import type { GraphNode, ProjectDocument } from './document.ts';
import { isItem } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { findBlock, hasBlock } from '../catalogue/index.ts';
import { groupEnds, groupGraph, groupTurns } from './groups.ts';
import { rootGraph, type Graph } from './document.ts';

/**
 * The activation that a head's tensor ends with: that of the block before the Output, where it has one; of a group, that of its last block.
 * Blocks that only move numbers are not looked through, and neither is a repeat: a loss folds in the activation right before it.
 */
export function lastActivation(document: ProjectDocument, output: GraphNode): string | null {
  return activationBefore(document, rootGraph(document), output, new Set());
}

function activationBefore(document: ProjectDocument, graph: Graph, end: GraphNode, opened: ReadonlySet<string>): string | null {
  const wire = Object.values(graph.edges).find(
    (edge) => edge.target.node === end.id && (end.kind !== 'output' || edge.target.port === 'x'),
  );
  const node = wire && graph.nodes[wire.source.node];
  if (!node || !hasBlock(node.kind)) return null;
  const inner = groupGraph(document.graphs, node);
  if (inner) {
    const { output } = groupEnds(inner);
    // A group that holds itself is refused elsewhere.
    if (!output || opened.has(inner.id) || groupTurns(node) > 1) return null;
    return activationBefore(document, inner, output, new Set([...opened, inner.id]));
  }
  const block = findBlock(node.kind);
  if (block.activationInside) return null;
  const { values } = parseValues(block.params, node.values);
  const activation = values['activation'];
  if (!isItem(activation)) return null;
  const { axis } = activation.values;
  return axis === undefined || axis === -1 ? activation.kind : `${activation.kind} along axis ${String(axis)}`;
}
