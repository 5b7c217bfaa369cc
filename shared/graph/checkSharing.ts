import { formatShape } from '../catalogue/tensorSpec.ts';
import type { Graph } from './document.ts';
import type { NodeInference } from './inferNode.ts';
import { nodeTitle } from './nodeTitle.ts';
import type { Problem } from './problem.ts';

/** Problems of nodes that share weights (equal `layerId`) with one that has others: another kind of block, or other shapes. */
export function checkSharing(graph: Graph, nodes: Readonly<Record<string, NodeInference>>): readonly Problem[] {
  const first = new Map<string, string>();
  return Object.values(graph.nodes).flatMap((node): Problem[] => {
    const before = graph.nodes[first.get(node.layerId) ?? ''];
    if (!before) {
      first.set(node.layerId, node.id);
      return [];
    }
    const [own, other] = [weightsOf(nodes[node.id]), weightsOf(nodes[before.id])];
    const shares = `shares the weights of "${nodeTitle(before)}"`;
    if (node.kind !== before.kind)
      return [{ severity: 'error', node: node.id, message: `${shares}, which is another kind of block: give it weights of its own` }];
    if (own === null || other === null || own === other) return [];
    const message = `${shares}, which has ${other || 'none'}, and would need ${own || 'none'}: give both the same input and settings, or weights of their own`;
    return [{ severity: 'error', node: node.id, message }];
  });
}

/** Names and shapes in words; null while they are not known. */
const weightsOf = (inference: NodeInference | undefined): string | null =>
  inference?.outputs ? inference.weights.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ') : null;
