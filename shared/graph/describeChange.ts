import { findBlock, hasBlock } from '../catalogue/index.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import type { Params } from '../catalogue/params.ts';
import { plural } from '../catalogue/plural.ts';
import { toWords } from '../catalogue/toWords.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { Edge, Graph, GraphNode, ProjectDocument } from './document.ts';
import { nodeTitle } from './nodeTitle.ts';

/** Changes named one by one; more than these are counted. */
const named = 3;

/** What lies between two versions of a project, in a line: `Added Dropout, Dense: units 16 → 32`. */
export function describeChange(before: ProjectDocument, after: ProjectDocument): string {
  const then = everything(before);
  const now = everything(after);
  const only = (own: Everything, other: Everything): readonly GraphNode[] =>
    Object.entries(own.nodes).flatMap(([key, node]) => (other.nodes[key] ? [] : [node]));
  const added = only(now, then);
  const removed = only(then, now);
  const kept = Object.entries(now.nodes).flatMap(([key, node]) => {
    const old = then.nodes[key];
    return old && old !== node ? [{ old, node }] : [];
  });
  const moved = kept.filter(({ old, node }) => differ(old.position, node.position));
  const parts = [
    ...(before.name === after.name ? [] : [`Renamed to "${after.name}"`]),
    ...blocks('Added', added),
    ...blocks('Deleted', removed),
    ...kept.flatMap(({ old, node }) => changesOf(old, node)),
    ...wires(
      then.edges,
      now.edges,
      (edge) => [edge.source, edge.target].every(({ node }) => then.nodes[node] && now.nodes[node]),
      now.nodes,
    ),
    ...values('Training', trainingParams, before.training, after.training),
    ...values('Data', dataParams, before.data, after.data),
    ...(before.notes === after.notes ? [] : ['Project notes']),
    ...blocks(
      'Moved',
      moved.map(({ node }) => node),
    ),
  ];
  if (parts.length === 0) return 'Saved';
  const rest = parts.length - named;
  return parts.slice(0, named).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}

type Everything = Pick<Graph, 'nodes' | 'edges'>;

/** The blocks and wires of all graphs, each under its graph's id and its own. */
function everything({ graphs }: ProjectDocument): Everything {
  const each = <T>(
    list: (graph: Graph) => Readonly<Record<string, T>>,
    as: (own: T, key: (id: string) => string) => T,
  ): Record<string, T> =>
    Object.fromEntries(
      Object.values(graphs).flatMap((graph) => {
        const key = (id: string): string => `${graph.id}/${id}`;
        return Object.entries(list(graph)).map(([id, own]) => [key(id), as(own, key)] as const);
      }),
    );
  return {
    nodes: each(
      (graph) => graph.nodes,
      (node) => node,
    ),
    edges: each(
      (graph) => graph.edges,
      (edge, key) => ({
        ...edge,
        source: { ...edge.source, node: key(edge.source.node) },
        target: { ...edge.target, node: key(edge.target.node) },
      }),
    ),
  };
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

function blocks(verb: string, nodes: readonly GraphNode[]): string[] {
  const [first] = nodes;
  return first === undefined ? [] : [`${verb} ${nodes.length === 1 ? nodeTitle(first) : plural(nodes.length, 'block')}`];
}

function changesOf(before: GraphNode, after: GraphNode): string[] {
  const title = nodeTitle(before);
  return [
    ...(before.name === after.name ? [] : [after.name === '' ? `Took the name of ${title} away` : `Named ${title} "${after.name}"`]),
    ...(before.frozen === after.frozen ? [] : [`${nodeTitle(after)} ${after.frozen ? 'frozen' : 'trained again'}`]),
    ...(before.phase === after.phase
      ? []
      : [`${nodeTitle(after)} trained in ${after.phase === undefined ? 'every phase' : `the phase ${after.phase}`}`]),
    ...(differ(before.initialFrom, after.initialFrom)
      ? [`${nodeTitle(after)} starts from ${after.initialFrom ? after.initialFrom.title : 'its own initialization'}`]
      : []),
    ...(before.note === after.note ? [] : [`Note of ${nodeTitle(after)}`]),
    ...values(nodeTitle(after), hasBlock(after.kind) ? findBlock(after.kind).params : {}, before.values, after.values),
    ...(before.kind === after.kind && before.layerId === after.layerId ? [] : [`Changed ${nodeTitle(after)}`]),
  ];
}

/** One choice is told with its values, several are only named. */
function values(
  what: string,
  params: Params,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => differ(before[name], after[name]));
  const [first] = names;
  if (first === undefined) return [];
  const words = names.map((name) => (params[name]?.title ?? toWords(name)).toLowerCase());
  const [from, to] = [show(before[first]), show(after[first])];
  return [`${what}: ${words.join(', ')}${names.length === 1 && from !== null && to !== null && from !== to ? ` ${from} → ${to}` : ''}`];
}

/** A value short enough for a line; null for what is not. */
function show(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? 'automatic' : value.length > 40 ? null : value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'number')) return value.join(' × ');
  // One of the catalogue's items, such as a data set.
  if (typeof value === 'object' && value !== null && 'kind' in value) return show(value.kind);
  return null;
}

/** Wires that came or went by themselves; those of an added or deleted block go without saying. */
function wires(
  before: Readonly<Record<string, Edge>>,
  after: Readonly<Record<string, Edge>>,
  stays: (edge: Edge) => boolean,
  nodes: Readonly<Record<string, GraphNode>>,
): string[] {
  const said = (verb: string, edges: readonly Edge[]): string[] => {
    const [first] = edges;
    if (first === undefined) return [];
    const [from, to] = [nodes[first.source.node], nodes[first.target.node]];
    return [
      edges.length === 1 && from && to
        ? `${verb} the wire ${nodeTitle(from)} to ${nodeTitle(to)}`
        : `${verb} ${plural(edges.length, 'wire')}`,
    ];
  };
  const only = (own: Readonly<Record<string, Edge>>, other: Readonly<Record<string, Edge>>): readonly Edge[] =>
    Object.entries(own).flatMap(([key, edge]) => (stays(edge) && differ(edge, other[key]) ? [edge] : []));
  return [...said('Drew', only(after, before)), ...said('Took away', only(before, after))];
}
