import { findBlock, hasBlock } from '../catalogue/index.ts';
import { rootGraph, type Graph, type GraphNode, type ProjectDocument } from './document.ts';
import { checkChoices } from './checkChoices.ts';
import { checkModel } from './checkModel.ts';
import { inferNode, type Arriving, type NodeInference } from './inferNode.ts';
import type { Problem } from './problem.ts';
import { sortNodes } from './sortNodes.ts';
import { incomingWires, type Wires } from './wires.ts';

export interface Inference {
  readonly nodes: Readonly<Record<string, NodeInference>>;
  /** Nodes in the order they compute. */
  readonly order: readonly string[];
  /** All problems: of nodes, of the whole model, of training and data. */
  readonly problems: readonly Problem[];
  /** False while what comes out of some block is not known: the counts then leave it out. */
  readonly complete: boolean;
  readonly parameters: number;
  readonly trainable: number;
  /** Of one example's forward pass. */
  readonly multiplyAdds: number;
}

const broken = (problem: Problem): NodeInference => ({
  values: {},
  inputs: {},
  outputs: null,
  weights: [],
  parameters: 0,
  multiplyAdds: 0,
  problems: [problem],
});

/** Specs, counts and problems of the whole project. Pure, and quick enough for every edit. */
export function inferDocument(document: ProjectDocument): Inference {
  const graph = rootGraph(document);
  const nodes = inferGraph(graph);
  const { sorted } = sortNodes(graph);
  const shared = new Set<string>();
  let parameters = 0;
  let trainable = 0;
  let multiplyAdds = 0;
  for (const node of sorted) {
    const own = nodes[node.id];
    if (!own) continue;
    multiplyAdds += own.multiplyAdds;
    if (shared.has(node.layerId)) continue;
    shared.add(node.layerId);
    parameters += own.parameters;
    for (const weight of own.weights) if (weight.trainable) trainable += weight.shape.reduce((a, b) => a * b, 1);
  }
  const problems = [...Object.values(nodes).flatMap((node) => node.problems), ...checkChoices(document), ...checkModel(document, nodes)];
  const attached = attach(nodes, problems);
  const complete = Object.values(nodes).every(({ outputs }) => outputs !== null);
  return { nodes: attached, order: sorted.map((node) => node.id), problems, complete, parameters, trainable, multiplyAdds };
}

function inferGraph(graph: Graph): Record<string, NodeInference> {
  const { sorted, cyclic } = sortNodes(graph);
  const wires = incomingWires(graph);
  const nodes: Record<string, NodeInference> = {};
  for (const node of sorted) {
    nodes[node.id] = hasBlock(node.kind)
      ? inferNode(findBlock(node.kind), node, arriving(node, wires, nodes))
      : broken({ severity: 'error', node: node.id, message: `there is no block "${node.kind}" in this version: remove it` });
  }
  for (const node of cyclic) {
    nodes[node.id] = broken({ severity: 'error', node: node.id, message: 'it stands in a circle of wires: remove one of them' });
  }
  return nodes;
}

function arriving(node: GraphNode, wires: Wires, nodes: Readonly<Record<string, NodeInference>>): Arriving {
  const ports = wires.get(node.id);
  if (!ports) return {};
  return Object.fromEntries(
    [...ports].map(([port, list]) => [port, list.map(({ source }) => nodes[source.node]?.outputs?.[source.port] ?? null)]),
  );
}

/** Problems that only the whole model shows, such as a head that does not fit its target, appear on their node too. */
function attach(nodes: Readonly<Record<string, NodeInference>>, problems: readonly Problem[]): Record<string, NodeInference> {
  const attached = { ...nodes };
  for (const problem of problems) {
    const node = problem.node === undefined ? undefined : attached[problem.node];
    if (problem.node === undefined || !node || node.problems.includes(problem)) continue;
    attached[problem.node] = { ...node, problems: [...node.problems, problem] };
  }
  return attached;
}
