import { dataParams } from '../catalogue/dataParams.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { createDocument } from '../graph/createDocument.ts';
import { createNode } from '../graph/createNode.ts';
import type { Edge, GraphNode, ProjectDocument } from '../graph/document.ts';
import { toJson } from '../graph/toJson.ts';

/** A block of a chain: kind, values that differ from the defaults, and a name where it helps a reader. */
export type Link = readonly [kind: string, values?: Readonly<Record<string, unknown>>, name?: string];

interface ChainOptions {
  readonly name: string;
  readonly notes: string;
  readonly training: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly links: readonly Link[];
}

/** Size of a node in the window with the gap after it, so that a template lies well without a layout pass. */
const spacing = { x: 236, y: 128 };
/** So many blocks beside each other are as wide as the canvas of a usual window at its full size. */
const perRow = 4;

/** A project whose model is a chain, wired in order. */
export function chain(options: ChainOptions): ProjectDocument {
  const document = createDocument(options.name);
  const nodes = options.links.map(([kind, values = {}, name = ''], at): GraphNode => {
    return createNode(kind, {
      id: `${kind}-${at + 1}`,
      name,
      values,
      position: { x: (at % perRow) * spacing.x, y: Math.floor(at / perRow) * spacing.y },
    });
  });
  const edges = nodes.slice(1).map((node, at): Edge => ({
    id: `wire-${at + 1}`,
    source: { node: nodes[at]?.id ?? '', port: 'y' },
    target: { node: node.id, port: 'x', index: 0 },
  }));
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
