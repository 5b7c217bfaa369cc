import type { Graph, GraphNode } from './document.ts';
import { isItem } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { findBlock, hasBlock } from '../catalogue/index.ts';

/**
 * The activation that a head's tensor ends with: that of the block before the Output, where it has one. Blocks that only move
 * numbers are not looked through: a loss folds in the activation right before it.
 */
export function lastActivation(graph: Graph, output: GraphNode): string | null {
  const wire = Object.values(graph.edges).find((edge) => edge.target.node === output.id);
  const node = wire && graph.nodes[wire.source.node];
  if (!node || !hasBlock(node.kind)) return null;
  const block = findBlock(node.kind);
  if (block.activationInside) return null;
  const { values } = parseValues(block.params, node.values);
  const activation = values['activation'];
  if (!isItem(activation)) return null;
  const { axis } = activation.values;
  return axis === undefined || axis === -1 ? activation.kind : `${activation.kind} along axis ${String(axis)}`;
}
