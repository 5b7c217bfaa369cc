import { findBlock } from '../catalogue/index.ts';
import type { Graph, GraphNode, ProjectDocument } from '../graph/document.ts';
import { groupEnds, groupGraph, groupTurns } from '../graph/groups.ts';
import { sortNodes } from '../graph/sortNodes.ts';
import { incomingWires, type Wires } from '../graph/wires.ts';
import { layerName, nameGiver, toSnakeCase } from './names.ts';

/** A block as a model calls it. */
export interface NamedBlock {
  /** As in a plan: `group/block`, with `group@turn` where turns stand one after another. */
  readonly id: string;
  readonly name: string;
  readonly node: GraphNode;
  /** The graph in which it stands. */
  readonly graph: string;
}

/** As many as a project may have: groups of groups of groups can stand for more than there is time for. */
const most = 5_000;

interface Place {
  readonly ids: string;
  readonly names: string;
  readonly repeated: boolean;
  readonly used: boolean;
  /** The graphs around it: one that stands inside itself is not opened again. */
  readonly open: readonly string[];
}

/**
 * The names of all blocks that a model consists of, in the order in which it computes; groups that repeat are blocks, others are what is in them. It is a matter of the
 * project alone, so that a block has the same name while something is wrong with it. What leads to no Output is named after all that does.
 */
export function nameBlocks({ graphs, root }: Pick<ProjectDocument, 'graphs' | 'root'>): readonly NamedBlock[] {
  const found: (Omit<NamedBlock, 'name'> & { readonly wanted: string; readonly used: boolean })[] = [];
  const walk = (graph: Graph, place: Place): void => {
    const { sorted, cyclic } = sortNodes(graph);
    const ends = feedsAnEnd(graph, incomingWires(graph));
    for (const node of [...sorted, ...cyclic]) {
      if (node.kind === 'groupInput' || node.kind === 'groupOutput' || found.length >= most) continue;
      const [id, used] = [place.ids + node.id, place.used && ends.has(node.id)];
      const own = { id, node, graph: graph.id, used };
      const inner = groupGraph(graphs, node);
      if (!inner) {
        found.push({ ...own, wanted: place.names + (layerName(node.name) || toSnakeCase(findBlock(node.kind).keras.name)) });
        continue;
      }
      const turns = groupTurns(node);
      const repeats = turns > 1 && !place.repeated;
      const wanted = place.names + (layerName(node.name) || 'group');
      if (repeats) found.push({ ...own, wanted });
      if (place.open.includes(inner.id)) continue;
      const names = node.name === '' ? place.names : `${wanted}_`;
      const inside = { names, used, repeated: place.repeated || repeats, open: [...place.open, inner.id] };
      // The turns of a repeat inside a repeat stand one after another.
      const ids = turns > 1 && !repeats ? Array.from({ length: Math.min(turns, most) }, (_, turn) => `${id}@${turn}/`) : [`${id}/`];
      for (const each of ids) walk(inner, { ...inside, ids: each });
    }
  };
  const graph = graphs[root];
  if (graph) walk(graph, { ids: '', names: '', repeated: false, used: true, open: [root] });
  const naming = nameGiver();
  const names = new Map([...found.filter(({ used }) => used), ...found.filter(({ used }) => !used)].map(({ id, wanted }) => [id, naming(wanted)]));
  return found.map(({ id, node, graph: at }) => ({ id, node, graph: at, name: names.get(id) ?? id }));
}

/** Nodes on a path to an Output, or to the Group output: others do not take part in training. */
export function feedsAnEnd(graph: Graph, wires: Wires): ReadonlySet<string> {
  const used = new Set<string>();
  const { output } = groupEnds(graph);
  const todo = Object.values(graph.nodes)
    .filter((node) => node.kind === 'output' || node === output)
    .map((node) => node.id);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (used.has(id)) continue;
    used.add(id);
    for (const list of wires.get(id)?.values() ?? []) for (const edge of list) todo.push(edge.source.node);
  }
  return used;
}
