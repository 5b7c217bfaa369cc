import { formatShape, sameShape, type TensorSpec } from '../catalogue/tensorSpec.ts';
import { checkSharing } from './checkSharing.ts';
import type { Graph, GraphNode } from './document.ts';
import type { NodeInference } from './inferNode.ts';
import type { Problem } from './problem.ts';
import { unreadProblems } from './unreadProblems.ts';

/** A group whose graph is checked: the node, what arrives at it, and how often it repeats. */
interface CheckedGroup {
  readonly node: GraphNode;
  readonly given: TensorSpec | null;
  readonly repeat: number;
}

/** What only the whole of a group's graph shows, on the group or on a block inside; and what comes out of it, null while that is not known. */
export function checkGroup(
  graph: Graph,
  nodes: Readonly<Record<string, NodeInference>>,
  { node, given, repeat }: CheckedGroup,
): { readonly problems: readonly { readonly on: 'group' | 'inside'; readonly problem: Problem }[]; readonly ends: TensorSpec | null } {
  const inside = [...checkSharing(graph, nodes), ...unreadProblems(graph, nodes)];
  const own: Problem[] = [];
  const wrong = (message: string, param?: string): void =>
    void own.push({ severity: 'error', node: node.id, message, ...(param === undefined ? {} : { param }) });
  for (const [kind, title, what] of [
    ['groupInput', 'Group input', 'gives what arrives'],
    ['groupOutput', 'Group output', 'takes what it gives'],
  ] as const) {
    const count = Object.values(graph.nodes).filter((inner) => inner.kind === kind).length;
    if (count !== 1)
      wrong(`it has ${count === 0 ? 'no' : count} ${title}${count > 1 ? 's' : ''}: open it and leave exactly one, which ${what}`);
  }
  const output = Object.values(graph.nodes).find(({ kind }) => kind === 'groupOutput');
  const ends = nodes[output?.id ?? '']?.inputs['x']?.[0] ?? null;
  if (repeat > 1 && given && ends && !alike(given, ends)) wrong(unlike(given, ends), 'repeat');
  return {
    problems: [
      ...own.map((problem) => ({ on: 'group' as const, problem })),
      ...inside.map((problem) => ({ on: 'inside' as const, problem })),
    ],
    ends,
  };
}

const alike = (a: TensorSpec, b: TensorSpec): boolean => sameShape(a.shape, b.shape) && a.dtype === b.dtype && a.mask === b.mask;

/** Why a repeat cannot feed what comes out back in. */
function unlike(given: TensorSpec, ends: TensorSpec): string {
  const [into, out] = [formatShape(given.shape), formatShape(ends.shape)];
  if (into !== out)
    return `a repeat feeds what comes out back in, but ${into} goes in and ${out} comes out: make the last block inside give ${into}, or put a block before the group that gives ${out}`;
  if (given.dtype !== ends.dtype)
    return `a repeat feeds what comes out back in, but ${given.dtype} goes in and ${ends.dtype} comes out: put the block that changes it before the group`;
  return 'a repeat feeds what comes out back in, but the mask of the sequence is lost inside: use blocks that keep it, or set the repeat to 1';
}
