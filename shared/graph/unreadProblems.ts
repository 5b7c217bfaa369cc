import type { Graph } from './document.ts';
import type { NodeInference } from './inferNode.ts';
import type { Problem } from './problem.ts';

/** Advice on blocks of a graph whose output goes nowhere. */
export function unreadProblems(graph: Graph, nodes: Readonly<Record<string, NodeInference>>): readonly Problem[] {
  const read = new Set(Object.values(graph.edges).map((edge) => edge.source.node));
  return Object.values(graph.nodes).flatMap((node): Problem[] => {
    const { outputs } = nodes[node.id] ?? { outputs: null };
    if (outputs === null || Object.keys(outputs).length === 0 || read.has(node.id)) return [];
    return [{ severity: 'warning', node: node.id, message: 'nothing reads its output: wire it on, or remove it' }];
  });
}
