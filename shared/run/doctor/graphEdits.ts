import { createNode } from '../../graph/createNode.ts';
import { applyEdits } from '../../graph/applyEdits.ts';
import type { Edge, Graph, GraphNode, ProjectDocument } from '../../graph/document.ts';
import type { Edit } from '../../graph/edits.ts';
import { newId } from '../../graph/newId.ts';

/** Collects edits of one graph, each on what those before it have made. */
export class GraphEdits {
  #document: ProjectDocument;
  readonly #graph: string;
  readonly edits: Edit[] = [];

  constructor(document: ProjectDocument, graph: string) {
    this.#document = document;
    this.#graph = graph;
  }

  get graph(): Graph {
    const found = this.#document.graphs[this.#graph];
    if (!found) throw new Error(`there is no graph "${this.#graph}"`);
    return found;
  }

  #add(...edits: readonly Edit[]): void {
    this.edits.push(...edits);
    this.#document = applyEdits(this.#document, edits).document;
  }

  /** The wires that leave a block. */
  #leaving = (id: string): readonly Edge[] => Object.values(this.graph.edges).filter(({ source }) => source.node === id);

  setValues(node: GraphNode, values: GraphNode['values']): void {
    this.#add({ type: 'updateNode', graph: this.#graph, id: node.id, changes: { values: { ...node.values, ...values } } });
  }

  /** Takes a block out of its wire: what arrived at it goes on to those behind it. */
  bypass(id: string): void {
    const into = Object.values(this.graph.edges).find(({ target }) => target.node === id);
    const leaving = this.#leaving(id);
    if (!into) return;
    const graph = this.#graph;
    this.#add(
      ...[into, ...leaving].map((edge): Edit => ({ type: 'removeEdge', graph, id: edge.id })),
      { type: 'removeNode', graph, id },
      ...leaving.map((edge): Edit => ({ type: 'addEdge', graph, edge: { ...edge, id: newId('wire'), source: into.source } })),
    );
  }

  /** Puts new blocks, one after another, between a block and those behind it, which give way. */
  insertAfter(id: string, blocks: readonly (readonly [kind: string, values?: Readonly<Record<string, unknown>>])[]): void {
    const graph = this.#graph;
    const from = this.graph.nodes[id];
    const leaving = this.#leaving(id);
    if (!from) return;
    const next = this.graph.nodes[leaving[0]?.target.node ?? '']?.position ?? { x: from.position.x + 232, y: from.position.y };
    const away = { x: next.x - from.position.x, y: next.y - from.position.y };
    const along = Math.abs(away.x) >= Math.abs(away.y) ? 'x' : 'y';
    const across = along === 'x' ? 'y' : 'x';
    const step = away[along] === 0 ? 232 : away[along];
    const place = (position: GraphNode['position'], steps: number): GraphNode['position'] => ({
      ...position,
      [along]: position[along] + steps * step,
    });
    const behind = Object.values(this.graph.nodes).filter(
      ({ position }) =>
        (position[along] - from.position[along]) * Math.sign(step) > 0 && Math.abs(position[across] - from.position[across]) < 60,
    );
    const nodes = blocks.map(([kind, values = {}], at) => createNode(kind, { position: place(from.position, at + 1), values }));
    const chain = [from, ...nodes];
    const last = nodes.at(-1) ?? from;
    this.#add(
      ...behind.map((node): Edit => ({
        type: 'updateNode',
        graph,
        id: node.id,
        changes: { position: place(node.position, nodes.length) },
      })),
      ...leaving.map((edge): Edit => ({ type: 'removeEdge', graph, id: edge.id })),
      ...nodes.map((node): Edit => ({ type: 'addNode', graph, node })),
      ...nodes.map((node, at): Edit => ({
        type: 'addEdge',
        graph,
        edge: {
          id: newId('wire'),
          source: { node: chain[at]?.id ?? '', port: 'y' },
          target: { node: node.id, port: 'x', index: 0 },
        },
      })),
      ...leaving.map((edge): Edit => ({
        type: 'addEdge',
        graph,
        edge: { ...edge, id: newId('wire'), source: { node: last.id, port: 'y' } },
      })),
    );
  }
}
