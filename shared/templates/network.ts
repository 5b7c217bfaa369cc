import { dataParams } from '../catalogue/dataParams.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { createDocument } from '../graph/createDocument.ts';
import { createNode } from '../graph/createNode.ts';
import type { Edge, GraphNode, ProjectDocument } from '../graph/document.ts';
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
  /** Column and row on the canvas. */
  readonly at: readonly [column: number, row: number];
}

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
        name = '',
        shares,
        phase,
        frozen = false,
        at: [column, row],
      },
    ]): GraphNode => ({
      ...createNode(kind, { id, name, values, position: { x: column * spacing.x, y: row * spacing.y } }),
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
  const graph = {
    id: document.root,
    name: 'Model',
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
  return {
    ...document,
    notes: options.notes,
    graphs: { [document.root]: graph },
    training: toJson(parseValues(trainingParams, options.training).values),
    data: toJson(parseValues(dataParams, options.data).values),
  };
}
