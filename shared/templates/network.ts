import { dataParams } from '../catalogue/dataParams.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { createDocument } from '../graph/createDocument.ts';
import { createNode } from '../graph/createNode.ts';
import type { Edge, Graph, GraphNode, ProjectDocument } from '../graph/document.ts';
import { toJson } from '../graph/toJson.ts';

export type GivenValues = Readonly<Record<string, unknown>>;

/** A block of a network by its id: kind, values that differ from the defaults, the blocks it reads in the order of its wires, and its place. */
export interface NetworkNode {
  readonly kind: string;
  readonly values?: GivenValues;
  /** A name where it helps a reader. */
  readonly name?: string;
  /** Ids of the blocks it reads; `id > port` where the port is not `x`. */
  readonly from?: readonly string[];
  /** The block whose weights it has. */
  readonly shares?: string;
  /** The phase that trains it, or that it trains by. */
  readonly phase?: string;
  readonly frozen?: boolean;
  /** Of a group: the blocks inside, a chain between its ends; or the group whose graph it stands for too. */
  readonly inside?: readonly Link[] | string;
  /** Column and row on the canvas. */
  readonly at: readonly [column: number, row: number];
}

/** A block of a chain: kind, values that differ from the defaults, and a name where it helps a reader. */
export type Link = readonly [kind: string, values?: GivenValues, name?: string];

export interface NetworkOptions {
  readonly name: string;
  readonly notes: string;
  readonly training: GivenValues;
  readonly data: GivenValues;
}

/** Size of a node in the window with the gap after it, so that a template lies well without a layout pass. */
const spacing = { x: 236, y: 128 };

/** A project whose model is drawn block by block. */
export function network(options: NetworkOptions, blocks: Readonly<Record<string, NetworkNode>>): ProjectDocument {
  const document = createDocument(options.name);
  const nodes = Object.entries(blocks).map(
    ([
      id,
      {
        kind,
        values = {},
        inside,
        name = '',
        shares,
        phase,
        frozen = false,
        at: [column, row],
      },
    ]): GraphNode => ({
      ...createNode(kind, {
        id,
        name,
        values: inside ? { ...values, graph: insideOf(typeof inside === 'string' ? inside : id) } : values,
        position: { x: column * spacing.x, y: row * spacing.y },
      }),
      ...(shares === undefined ? {} : { layerId: shares }),
      ...(phase === undefined ? {} : { phase }),
      frozen,
    }),
  );
  const wires = Object.entries(blocks).flatMap(([id, { from = [] }]) =>
    from.map((wire, index) => {
      const [source = '', port] = wire.split(' > ');
      return { source, target: port === undefined ? { node: id, port: 'x', index } : { node: id, port, index: 0 } };
    }),
  );
  const edges = wires.map(({ source, target }, at): Edge => ({ id: `wire-${at + 1}`, source: { node: source, port: 'y' }, target }));
  const groups = Object.entries(blocks).flatMap(([id, { inside, name = '' }]) =>
    Array.isArray(inside) ? [groupOf(id, name, inside)] : [],
  );
  const graph = {
    id: document.root,
    name: 'Model',
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
  return {
    ...document,
    notes: options.notes,
    graphs: { [document.root]: graph, ...Object.fromEntries(groups.map((group) => [group.id, group])) },
    training: toJson(parseValues(trainingParams, options.training).values),
    data: toJson(parseValues(dataParams, options.data).values),
  };
}

const insideOf = (id: string): string => `inside-${id}`;

/** The graph of a group: a chain between its ends. */
function groupOf(id: string, title: string, inside: readonly Link[]): Graph {
  const links: readonly Link[] = [['groupInput'], ...inside, ['groupOutput']];
  const nodes = links.map(([kind, values = {}, name = ''], at) =>
    createNode(kind, { id: `${kind}-${at}`, name, values, position: { x: at * spacing.x, y: 0 } }),
  );
  const edges = nodes.slice(1).map((node, at): Edge => {
    return { id: `wire-${at + 1}`, source: { node: nodes[at]?.id ?? '', port: 'y' }, target: { node: node.id, port: 'x', index: 0 } };
  });
  return {
    id: insideOf(id),
    name: title,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
}
