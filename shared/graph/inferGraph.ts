import { findBlock, hasBlock } from '../catalogue/index.ts';
import type { TensorSpec } from '../catalogue/tensorSpec.ts';
import { activityPenalty } from '../catalogue/weights.ts';
import { checkGroup } from './checkGroup.ts';
import type { Graph, GraphNode, ProjectDocument } from './document.ts';
import { inferNode, type Arriving, type GraphInference, type NodeInference } from './inferNode.ts';
import { groupGraph, groupTurns } from './groups.ts';
import { initialMisfit } from './initialMisfit.ts';
import { nodeTitle } from './nodeTitle.ts';
import type { Problem } from './problem.ts';
import { sortNodes } from './sortNodes.ts';
import { stackWeight } from './stackWeight.ts';
import { incomingWires, type Wires } from './wires.ts';

/** What a graph is inferred from besides itself. */
export interface GraphContext {
  readonly graphs: ProjectDocument['graphs'];
  /** The graphs that are being looked into, from the outermost. */
  readonly open: readonly string[];
  /** What arrives at its Group input; null while that is not known. */
  readonly given: TensorSpec | null;
  /** A group around it is frozen. */
  readonly frozen: boolean;
  /** A group around it is repeated. */
  readonly repeated: boolean;
  /** How many more blocks may be looked at: groups of groups of groups can stand for more than there is time for. */
  readonly budget: { left: number };
}

/** Most blocks that a project may have with all its groups opened, each as often as it stands in the model. */
const mostBlocks = 5_000;
/** Groups in groups that are counted: a group that stands inside itself is told elsewhere. */
const deepest = 8;
export const freshBudget = (): GraphContext['budget'] => ({ left: mostBlocks });

/** Nothing is known of a node but what is wrong. */
const broken = (problem: Problem): NodeInference => ({
  values: {},
  inputs: {},
  outputs: null,
  weights: [],
  parameters: 0,
  multiplyAdds: 0,
  problems: [problem],
});

/** Specs, counts and problems of a graph and, within its groups, of theirs. */
export function inferGraph(graph: Graph, context: GraphContext): GraphInference & { readonly problems: readonly Problem[] } {
  const { sorted, cyclic } = sortNodes(graph);
  const wires = incomingWires(graph);
  const nodes: Record<string, NodeInference> = {};
  const problems: Problem[] = [];
  for (const node of sorted) {
    const { own, within } = inferAny(node, arriving(node, wires, nodes), context);
    nodes[node.id] = own;
    // Those of the blocks inside are told where they are; the group repeats them for who looks at it.
    problems.push(...own.problems.filter((problem) => problem.inside !== true), ...within);
  }
  for (const node of cyclic) {
    const own = broken({ severity: 'error', node: node.id, message: 'it stands in a circle of wires: remove one of them' });
    nodes[node.id] = own;
    problems.push(...own.problems);
  }
  return { nodes, order: sorted.map((node) => node.id), problems };
}

function arriving(node: GraphNode, wires: Wires, nodes: Readonly<Record<string, NodeInference>>): Arriving {
  const ports = wires.get(node.id);
  if (!ports) return {};
  return Object.fromEntries(
    [...ports].map(([port, list]) => [port, list.map(({ source }) => nodes[source.node]?.outputs?.[source.port] ?? null)]),
  );
}

interface Inferred {
  readonly own: NodeInference;
  /** Problems of blocks inside it. */
  readonly within: readonly Problem[];
}

function inferAny(node: GraphNode, wires: Arriving, context: GraphContext): Inferred {
  const alone = (own: NodeInference): Inferred => ({ own, within: [] });
  const error = (message: string): Inferred => alone(broken({ severity: 'error', node: node.id, message }));
  context.budget.left--;
  if (context.budget.left < 0)
    return error(`with all groups opened the model has more than ${mostBlocks} blocks: use a group's repeat, or fewer groups in groups`);
  if (!hasBlock(node.kind)) return error(`there is no block "${node.kind}" in this version: remove it`);
  const block = findBlock(node.kind);
  const inside = context.open.length > 1;
  if (block.standsIn === 'model' && inside)
    return error(`${block.title} belongs in the outermost graph: remove it, a group has a Group input and a Group output`);
  if (block.standsIn === 'group' && !inside)
    return error(`${block.title} belongs inside a group: remove it, the model has Inputs and Outputs`);
  const { initialFrom, ...bare } = node;
  const frozen = context.frozen || node.frozen;
  // What a group starts from is compared with the weights of its graph, once these are known.
  const own = inferNode(
    block,
    node.kind === 'graph' || initialFrom === undefined ? { ...bare, frozen } : { ...bare, initialFrom, frozen },
    wires,
  );
  if (node.kind === 'groupInput') return alone({ ...own, outputs: context.given ? { y: context.given } : null });
  if (node.kind === 'graph') return inferGroup(node, own, context);
  if (context.repeated && block.adapts?.(own.values))
    return error(`${block.title} measures its examples once before training, which a repeat cannot hold: put it before the group`);
  if (context.repeated && node.initialFrom)
    return alone(
      withProblem(own, {
        node: node.id,
        message:
          'each turn of a repeat has weights of its own, which cannot start as those of one layer: take them away, and let the group start from a group that repeats',
      }),
    );
  if (context.repeated && activityPenalty(own.values))
    return alone(
      withProblem(own, {
        node: node.id,
        param: 'activityRegularizer',
        message: 'a penalty on what comes out cannot be paid inside a repeat: switch it off, or set the repeat to 1',
      }),
    );
  return alone(own);
}

const withProblem = (own: NodeInference, problem: Omit<Problem, 'severity'>): NodeInference => ({
  ...own,
  outputs: null,
  problems: [...own.problems, { severity: 'error', ...problem }],
});

/** A group: what the graph inside gives for what arrives, with its weights and counts. */
function inferGroup(node: GraphNode, own: NodeInference, context: GraphContext): Inferred {
  const graph = groupGraph(context.graphs, node);
  const repeat = groupTurns(node);
  const failed = (message: string): Inferred => ({
    own: withProblem(own, { node: node.id, message }),
    within: [],
  });
  if (!graph) return failed('the graph it stands for is not in the project: remove the group');
  if (context.open.includes(graph.id))
    return failed(`the group stands inside itself ("${graph.name || graph.id}"): a group cannot hold itself, remove it here`);
  const given = own.inputs['x']?.[0] ?? null;
  if (repeat > 1 && context.repeated) {
    // Inside a repeat its turns stand one after another, each with blocks of its own.
    const more = (repeat - 1) * blocksWithin(context.graphs, graph);
    if (more > context.budget.left)
      return failed(
        `inside a group that repeats, a repeat of ${repeat} makes more than ${mostBlocks} blocks: make it smaller, or let the group outside repeat more often`,
      );
    context.budget.left -= more;
  }
  const inner = inferGraph(graph, {
    ...context,
    open: [...context.open, graph.id],
    given,
    frozen: context.frozen || node.frozen,
    repeated: context.repeated || repeat > 1,
  });
  const { problems, ends } = checkGroup(graph, inner.nodes, { node, given, repeat });
  const within = [...inner.problems, ...problems.filter(({ on }) => on === 'inside').map(({ problem }) => problem)];
  const mine = problems.filter(({ on }) => on === 'group').map(({ problem }) => problem);
  const told = within.map((problem): Problem => {
    const at = graph.nodes[problem.within?.[0] ?? problem.node ?? ''];
    return {
      severity: problem.severity,
      node: node.id,
      inside: true,
      message: `inside, ${at ? nodeTitle(at) : 'a wire'}: ${problem.message}`,
    };
  });
  const held = weightsWithin(graph, inner);
  const weights =
    repeat === 1
      ? held
      : context.repeated
        ? Array.from({ length: repeat }, (_, turn) => held.map((weight) => ({ ...weight, name: `${turn}/${weight.name}` }))).flat()
        : held.map((weight) => stackWeight(weight, repeat));
  const unlike = ends === null ? null : groupMisfit(node, weights);
  if (unlike !== null) mine.push({ severity: 'error', node: node.id, message: unlike });
  const sound = own.outputs !== null && mine.length === 0 && ends !== null;
  return {
    own: {
      ...own,
      outputs: sound ? { y: ends } : null,
      weights,
      parameters: repeat * held.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
      multiplyAdds: repeat * Object.values(inner.nodes).reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
      problems: [...own.problems, ...mine, ...told],
      inner,
    },
    within: within.map((problem) => ({ ...problem, within: [node.id, ...(problem.within ?? [])] })),
  };
}

/** Blocks of a graph with all its groups opened, up to some more than can be. */
function blocksWithin(graphs: ProjectDocument['graphs'], graph: Graph, depth = 0): number {
  let count = 0;
  for (const node of Object.values(graph.nodes)) {
    const inner = depth < deepest ? groupGraph(graphs, node) : undefined;
    count += inner ? groupTurns(node) * blocksWithin(graphs, inner, depth + 1) : 1;
    if (count > mostBlocks) return count;
  }
  return count;
}

/** Why a group cannot start from what it is told to; null where it can. */
function groupMisfit(node: GraphNode, weights: NodeInference['weights']): string | null {
  if (!node.initialFrom) return null;
  if (groupTurns(node) === 1)
    return 'a group that does not repeat holds blocks that start each by itself: let it start anew, and choose the weights of the blocks inside';
  const unlike = initialMisfit(node.kind, weights, node.initialFrom);
  return unlike === null ? null : `${unlike}: choose other weights, or start from its own initialization`;
}

/** The weights of the blocks of a graph, named `<layerId>/<weight>`, shared ones once. */
function weightsWithin(graph: Graph, { nodes, order }: GraphInference): NodeInference['weights'] {
  const seen = new Set<string>();
  return order.flatMap((id) => {
    const { layerId = '' } = graph.nodes[id] ?? {};
    if (seen.has(layerId)) return [];
    seen.add(layerId);
    return (nodes[id]?.weights ?? []).map((weight) => ({ ...weight, name: `${layerId}/${weight.name}` }));
  });
}
