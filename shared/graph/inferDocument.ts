import { rootGraph, type ProjectDocument } from './document.ts';
import { checkChoices } from './checkChoices.ts';
import { checkModel } from './checkModel.ts';
import { freshBudget, inferGraph } from './inferGraph.ts';
import type { GraphInference, NodeInference } from './inferNode.ts';
import type { Problem } from './problem.ts';

export interface Inference extends GraphInference {
  /** All problems: of nodes and of those in groups, of the whole model, of training and data. */
  readonly problems: readonly Problem[];
  /** False while what comes out of some block is not known: the counts then leave it out. */
  readonly complete: boolean;
  readonly parameters: number;
  readonly trainable: number;
  /** Of one example's forward pass. */
  readonly multiplyAdds: number;
}

/** Specs, counts and problems of the whole project. Pure, and quick enough for every edit. */
export function inferDocument(document: ProjectDocument): Inference {
  const graph = rootGraph(document);
  const {
    nodes,
    order,
    problems: found,
  } = inferGraph(graph, {
    graphs: document.graphs,
    open: [graph.id],
    given: null,
    frozen: false,
    repeated: false,
    budget: freshBudget(),
  });
  const shared = new Set<string>();
  let parameters = 0;
  let trainable = 0;
  let multiplyAdds = 0;
  for (const id of order) {
    const [node, own] = [graph.nodes[id], nodes[id]];
    if (!node || !own) continue;
    multiplyAdds += own.multiplyAdds;
    if (shared.has(node.layerId)) continue;
    shared.add(node.layerId);
    parameters += own.parameters;
    for (const weight of own.weights) if (weight.trainable) trainable += weight.shape.reduce((a, b) => a * b, 1);
  }
  const problems = [...found, ...checkChoices(document), ...checkModel(document, nodes)];
  const attached = attach(nodes, problems);
  const complete = Object.values(nodes).every(({ outputs }) => outputs !== null);
  return { nodes: attached, order, problems, complete, parameters, trainable, multiplyAdds };
}

/** Problems that only the whole model shows, such as a head that does not fit its target, appear on their node too. */
function attach(nodes: Readonly<Record<string, NodeInference>>, problems: readonly Problem[]): Record<string, NodeInference> {
  const attached = { ...nodes };
  for (const problem of problems) {
    const node = problem.node === undefined || problem.within ? undefined : attached[problem.node];
    if (problem.node === undefined || !node || node.problems.includes(problem)) continue;
    attached[problem.node] = { ...node, problems: [...node.problems, problem] };
  }
  return attached;
}

/** What is known of the graph that a way of opened groups leads to (`graphAt`); null when nothing is. */
export function inferenceAt(inference: GraphInference, path: readonly string[]): GraphInference | null {
  return path.reduce<GraphInference | null>((graph, id) => graph?.nodes[id]?.inner ?? null, inference);
}
