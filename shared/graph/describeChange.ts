import { findBlock, findItem, hasBlock } from '../catalogue/index.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import { itemChoices, valueWords } from '../catalogue/itemWords.ts';
import { isItem, type Family, type ItemValue, type Param, type Params, type Value } from '../catalogue/params.ts';
import { defaultValues, parseValue } from '../catalogue/parseValues.ts';
import { plural } from '../catalogue/plural.ts';
import { toWords } from '../catalogue/toWords.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { Edge, Graph, GraphNode, ProjectDocument } from './document.ts';
import { nodeTitle } from './nodeTitle.ts';

/** Changes named one by one; more than these are counted. */
const named = 3;

/**
 * What lies between two versions of a project, in a line: `Added Dropout, Dense: units 16 → 32`. Of many changes some are counted, of many choices only their names
 * are told; `whole` tells all of them, with their values.
 */
export function describeChange(before: ProjectDocument, after: ProjectDocument, { whole = false } = {}): string {
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
    ...kept.flatMap(({ old, node }) => changesOf(old, node, whole)),
    ...wires(
      then.edges,
      now.edges,
      (edge) => [edge.source, edge.target].every(({ node }) => then.nodes[node] && now.nodes[node]),
      now.nodes,
    ),
    ...values('Training', trainingParams, before.training, after.training, whole),
    ...values('Data', dataParams, before.data, after.data, whole),
    ...(before.notes === after.notes ? [] : ['Project notes']),
    ...blocks(
      'Moved',
      moved.map(({ node }) => node),
    ),
  ];
  if (parts.length === 0) return 'Saved';
  if (whole) return parts.join('; ');
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

function changesOf(before: GraphNode, after: GraphNode, whole: boolean): string[] {
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
    ...values(nodeTitle(after), hasBlock(after.kind) ? findBlock(after.kind).params : {}, before.values, after.values, whole),
    ...(before.kind === after.kind && before.layerId === after.layerId ? [] : [`Changed ${nodeTitle(after)}`]),
  ];
}

/** One choice is told with its values, several are only named, unless the whole is wanted. */
function values(
  what: string,
  params: Params,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  whole: boolean,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => differ(before[name], after[name]));
  if (names.length === 0) return [];
  const words = names.map((name) => {
    const param = params[name];
    const title = (param?.title ?? toWords(name)).toLowerCase();
    const told = param && (whole || names.length === 1) ? changeWords(param, before[name], after[name]) : '';
    return told === '' || (!whole && told.length > longest) ? title : `${title} ${told}`;
  });
  return [`${what}: ${words.join(', ')}`];
}

/** Values longer than this are not told where there is a line for all. */
const longest = 80;

/** A choice before and after: `16 → 32`, `adam → sgd (learning rate 0.1)`, `learning rate 0.1 → 0.2`; '' where there is nothing to tell. */
function changeWords(param: Param, before: unknown, after: unknown): string {
  if (param.type === 'files') return '';
  const [from, to] = [before, after].map((raw) => readChoice(param, raw));
  if (from === undefined || to === undefined) return '';
  const family = familyOf(param);
  if (family !== null && isItem(from) && isItem(to) && from.kind === to.kind) {
    const usual = defaultValues(findItem(family, to.kind).params);
    const [old, now] = [from, to].map((item) => ({ ...usual, ...item.values }));
    return Object.keys({ ...old, ...now })
      .filter((name) => differ(old?.[name], now?.[name]))
      .map((name) => `${toWords(name).toLowerCase()} ${valueWords(old?.[name])} → ${valueWords(now?.[name])}`)
      .join(', ');
  }
  const [left, right] = [from, to].map((value) => choiceWords(family, value));
  return left === right ? '' : `${left} → ${right}`;
}

/** A choice as it counts; undefined where it cannot be read. */
function readChoice(param: Param, raw: unknown): Value | undefined {
  if (raw === undefined) return defaultValues({ own: param })['own'];
  const parsed = parseValue(param, raw);
  return 'problem' in parsed ? undefined : parsed.value;
}

const familyOf = (param: Param): Family | null =>
  param.type === 'optional' ? familyOf(param.of) : param.type === 'item' || param.type === 'items' ? param.family : null;

function choiceWords(family: Family | null, value: Value): string {
  if (family === null) return valueWords(value);
  const item = (own: ItemValue): string => {
    const choices = itemChoices(family, own);
    return choices.length === 0 ? own.kind : `${own.kind} (${choices.join(', ')})`;
  };
  if (isItem(value)) return item(value);
  return Array.isArray(value) && value.length > 0 ? (value as readonly ItemValue[]).map(item).join(' + ') : 'none';
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
